package io.hindsight.demo;

import io.hindsight.context.ContextSettings;
import io.hindsight.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A folder that a user can copy: {@code application.properties} for {@code hindsight run}, {@code source.sql} for the
 * source, {@code views.<engine>.sql} for a warehouse, {@code topics.txt}, {@code routes/} and {@code checks/}.
 */
record Scenario(String name, Path directory) {

    private static final Path ALL = Path.of("scenarios");

    /**
     * Finds one of those that ship by its name, or any folder by its path.
     *
     * @throws IllegalArgumentException naming those there are
     */
    static Scenario find(String name) {
        var directory = name.contains("/") ? Path.of(name) : ALL.resolve(name);
        if (!Files.exists(directory.resolve("application.properties"))) {
            throw new IllegalArgumentException("There is no scenario " + name + "; say " + names(ALL, "")
                    + ", or the path of a folder with an application.properties.");
        }
        return new Scenario(directory.toAbsolutePath().getFileName().toString(), directory.toAbsolutePath());
    }

    /** Its settings as {@code hindsight run} would read them; system properties and the environment win. */
    Settings settings() {
        try (var context = new DefaultCamelContext(false)) {
            context.build();
            context.getPropertiesComponent().setLocation("file:" + directory.resolve("application.properties"));
            return ContextSettings.of(context);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The statements of one of its files, each ended by a semicolon at the end of a line; none if there is no file. */
    List<String> statements(String file) {
        var sql = lines(file).filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(sql.split(";[ \t]*(\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private Stream<String> lines(String file) {
        if (!Files.exists(directory.resolve(file))) {
            return Stream.of();
        }
        try {
            return Files.readString(directory.resolve(file)).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The topics that its routes send to, one a line of topics.txt. */
    List<String> topics() {
        return lines("topics.txt").filter(line -> !line.isBlank()).toList();
    }

    /**
     * The files of its checks.
     *
     * @throws IllegalArgumentException naming those there are, if it has none of that name
     */
    List<Path> checks(List<String> wanted) {
        var checks = directory.resolve("checks");
        var files =
                wanted.stream().map(check -> checks.resolve(check + ".yaml")).toList();
        if (!files.stream().allMatch(Files::exists)) {
            throw new IllegalArgumentException("The checks of " + name + " are: " + names(checks, ".yaml"));
        }
        return files;
    }

    private static String names(Path directory, String suffix) {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(suffix))
                    .map(file -> file.substring(0, file.length() - suffix.length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException none) {
            return "none";
        }
    }
}
