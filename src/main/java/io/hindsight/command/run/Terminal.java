package io.hindsight.command.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says whether somebody watches. */
public final class Terminal {

    private Terminal() {}

    /** Whether standard output is a terminal that can be drawn on; standard input may be anything. */
    public static boolean isStandardOutput() {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return (target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console"))
                    && !"dumb".equals(System.getenv("TERM"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
