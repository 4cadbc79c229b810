package io.hindsight.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the build puts the servers' programs: {@code servers.directory}, or else {@code .servers} of the project. */
final class ServerFiles {
    private ServerFiles() {}

    static Path directory() {
        return Path.of(System.getProperty("servers.directory", ".servers")).toAbsolutePath();
    }

    /** A file that the build has fetched. */
    static Path fetched(String path) {
        Path file = directory().resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing; fetch it with: mvn generate-test-resources");
        }
        return file;
    }
}
