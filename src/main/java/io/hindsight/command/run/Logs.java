package io.hindsight.command.run;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Brings what libraries say by other ways into the log, or out of it. */
final class Logs {

    private Logs() {}

    /** Called once, before anything else is done. */
    static void prepare() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.setErr(new WithoutAntlr(System.err));
    }

    /** Two drivers bring parsers made by different releases of ANTLR, which says so on every start; they get on. */
    private static final class WithoutAntlr extends PrintStream {

        WithoutAntlr(PrintStream all) {
            super(all, true, StandardCharsets.UTF_8);
        }

        @Override
        public PrintStream printf(String format, Object... values) {
            return format.startsWith("ANTLR ") ? this : super.printf(format, values);
        }
    }
}
