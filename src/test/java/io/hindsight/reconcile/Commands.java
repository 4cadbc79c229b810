package io.hindsight.reconcile;

import io.hindsight.Hindsight;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The program's commands, run in this JVM with settings of a test. */
public final class Commands {

    /** What a command gave back, and what it printed, errors too. */
    public record Result(int exitCode, String output) {}

    private Commands() {}

    public static Result run(Map<String, String> settings, String... arguments) {
        try {
            var file = Files.createTempFile("hindsight", ".properties");
            try {
                var properties = new Properties();
                properties.putAll(settings);
                try (var writer = Files.newBufferedWriter(file)) {
                    properties.store(writer, null);
                }
                var all = new ArrayList<>(List.of(arguments));
                all.addAll(List.of("--config", file.toString()));
                var output = new StringWriter();
                var exitCode = Hindsight.commandLine()
                        .setOut(new PrintWriter(output, true))
                        .setErr(new PrintWriter(output, true))
                        .execute(all.toArray(String[]::new));
                return new Result(exitCode, output.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
