package io.hindsight.testing;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;

/** The program of a ClickHouse child; its arguments are the engine's library, then the engine's own. */
final class ClickHouseMain {
    private ClickHouseMain() {}

    public static void main(String[] arguments) {
        NativeLibrary library = NativeLibrary.getInstance(arguments[0]);
        String[] command = arguments.clone();
        command[0] = "clickhouse";
        Pointer result = library.getFunction("chdb_query_cmdline")
                .invokePointer(new Object[] {command.length, new StringArray(command)});
        String error = library.getFunction("chdb_result_error").invokeString(new Object[] {result}, false);
        if (error != null) {
            System.err.println(error);
        }
        // its threads don't end in good order with the JVM's own
        Runtime.getRuntime().halt(error == null ? 0 : 1);
    }
}
