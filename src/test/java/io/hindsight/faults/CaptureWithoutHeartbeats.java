package io.hindsight.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The route that captures from a PostgreSQL, but that nothing is stored, and the slot told, while nothing is committed. */
final class CaptureWithoutHeartbeats {

    private CaptureWithoutHeartbeats() {}

    /** Writes it into a directory. */
    static Path in(Path directory) {
        var file = directory.resolve("capture-without-heartbeats.camel.yaml");
        try {
            var route = Files.readString(Path.of("routes/postgresql/capture.camel.yaml"));
            Files.writeString(
                    file,
                    route.replace("heartbeatIntervalMs: 2000", "heartbeatIntervalMs: 0")
                            .replaceAll("(?m)^ *heartbeatActionQuery: .*\n", ""));
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
