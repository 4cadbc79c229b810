package io.hindsight.demo;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogManager;

/** The file that takes warnings, and whatever a library writes to the console: that is for the demo alone. */
final class DemoLog {

    private static PrintStream file;

    private DemoLog() {}

    /** To be called before anything is logged. */
    static void writeTo(Path path) throws IOException {
        System.setProperty("demo.log", path.toString());
        System.setProperty("logback.configurationFile", "io/hindsight/demo/demo-logback.xml");
        file = new PrintStream(new FileOutputStream(path.toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(file);
        System.setErr(file);
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
    }

    /** Keeps what brought the demo to its end, if there is a file yet. */
    static void keep(Exception failure) {
        if (file != null) {
            failure.printStackTrace(file);
        }
    }
}
