package io.hindsight.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A statement of the demo: {@code <engine>/<name>.sql} beside this class, without its comments. */
final class SqlFile {

    private SqlFile() {}

    static String read(String engine, String name) {
        var path = engine + "/" + name + ".sql";
        try (var stream = SqlFile.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("no statement " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(?m)^--.*\n", "")
                    .strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
