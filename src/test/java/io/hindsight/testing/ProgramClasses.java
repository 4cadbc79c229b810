package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Java's archive of the classes that the packaged program loads, beside its jar: by it a start has a third less to do. */
final class ProgramClasses {
    private static final Path REHEARSAL =
            Path.of("docker", "rehearsal.properties").toAbsolutePath();

    private ProgramClasses() {}

    /** Options of a JVM that loads them from there; made by the first one that asks for it. */
    static synchronized List<String> options(Path jar) {
        Path archive = jar.resolveSibling("tested.jsa");
        try {
            MadeOnce.alone(archive, () -> {
                if (!isNewer(archive, jar)) {
                    make(jar, archive);
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(archive + " can't be made", failure);
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }

    private static boolean isNewer(Path archive, Path jar) throws IOException {
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    private static void make(Path jar, Path archive) {
        Command.run(
                List.of(
                        ChildJvm.home().resolve("bin/java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-Xlog:cds*=off",
                        "-jar",
                        jar.toString(),
                        "run",
                        "--config",
                        REHEARSAL.toString()),
                archive.resolveSibling("tested.log"));
    }
}
