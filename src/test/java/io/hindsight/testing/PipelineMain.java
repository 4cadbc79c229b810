package io.hindsight.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The whole product as a program of its own, to be killed: its settings, and a file that says when it runs. */
final class PipelineMain {

    private PipelineMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(file);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        var pipeline =
                arguments[2].equals("with-capture") ? Pipeline.start(settings) : Pipeline.startWithoutCapture(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(pipeline::close));
        Files.writeString(
                Path.of(arguments[1]), String.valueOf(ProcessHandle.current().pid()));
        Thread.currentThread().join();
    }
}
