package io.hindsight.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The end of a log file as a paragraph for an error message; of a thread dump in it, the threads that run our code. */
final class LogTail {
    private static final int BYTES = 4_000;
    private static final String DUMP = "Full thread dump";
    private static final String OURS = "at io.hindsight.";

    private LogTail() {}

    static String of(Path log) {
        try {
            // not readString: a log may hold bytes of any kind
            var all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            var dump = all.indexOf(DUMP);
            var said = dump < 0 ? all : all.substring(0, dump);
            return "the end of " + log + ":\n" + said.substring(Math.max(0, said.length() - BYTES))
                    + (dump < 0 ? "" : threads(all.substring(dump)));
        } catch (IOException e) {
            return "no log can be read: " + e;
        }
    }

    private static String threads(String dump) {
        return Arrays.stream(dump.split("\n\n"))
                .filter(thread -> thread.contains(OURS) || thread.contains("deadlock"))
                .collect(Collectors.joining("\n\n"));
    }
}
