package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a child process that dies with this JVM, even if it is killed by -9; the process returned is the child. */
final class Leash {
    /**
     * The shell becomes the command, so their pid is the same. What stays behind, no child of it, waits for the
     * end of a pipe whose other end only this JVM holds. Sessions of PostgreSQL leave the process group and may be
     * frozen: they are named one by one.
     */
    private static final String SCRIPT =
            """
            exec 3<&0
            (
              (
                read -r nothing <&3
                kill -9 $(cat /proc/$$/task/$$/children)
                kill -9 0
              ) 2>/dev/null &
            )
            exec "$@" 3<&-
            """;

    private Leash() {}

    /** Output and errors are appended to the log; standard input stays open and empty for as long as this JVM lives. */
    static Process start(List<String> command, Map<String, String> environment, Path log) {
        return start(command, environment, Path.of(""), log);
    }

    /** The same in a directory. */
    static Process start(List<String> command, Map<String, String> environment, Path directory, Path log) {
        // a session of its own: Ctrl-C in a terminal is for us, and "kill -9 0" reaches nobody else
        List<String> leashed = new ArrayList<>(List.of("setsid", "sh", "-c", SCRIPT, "leash"));
        leashed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(leashed)
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.getParent());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }
}
