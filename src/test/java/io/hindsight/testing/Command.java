package io.hindsight.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that runs to its end, on the leash. */
final class Command {
    private Command() {}

    /** Fails with the end of the log unless the command succeeds. */
    static void run(List<String> command, Path log) {
        int exitCode = attempt(command, log);
        if (exitCode != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with exit code " + exitCode + "; " + LogTail.of(log));
        }
    }

    /** Returns the exit code. */
    static int attempt(List<String> command, Path log) {
        try {
            return Leash.start(command, Map.of(), log).waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command.get(0), e);
        }
    }
}
