package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A free port of loopback, kept in a file so that the same server has the same port the next time. */
final class RememberedPort {
    private RememberedPort() {}

    /** The port of the file if it's still free, or else another one, which the file then holds. */
    static int of(Path file) {
        return of(file, 0);
    }

    /** The same, but the first choice is a port of one's own wish. */
    static int of(Path file, int wish) {
        if (wish > 0 && FreePort.isFree(wish)) {
            return wish;
        }
        try {
            if (Files.exists(file)) {
                int port = Integer.parseInt(Files.readString(file).strip());
                if (FreePort.isFree(port)) {
                    return port;
                }
            }
            int port = FreePort.any();
            Files.createDirectories(file.getParent());
            Files.writeString(file, port + "\n");
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
