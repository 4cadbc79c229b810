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

    private DemoLog() {}

    /** To be called before anything is logged. */
    static void writeTo(Path file) throws IOException {
        System.setProperty("demo.log", file.toString());
        System.setProperty("logback.configurationFile", "io/hindsight/demo/demo-logback.xml");
        var append = new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
        System.setOut(append);
        System.setErr(append);
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
    }
}
