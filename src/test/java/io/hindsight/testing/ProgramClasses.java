package io.hindsight.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Java's archive of the classes that the packaged program loads, beside its jar: by it a start has a third less to do. */
final class ProgramClasses {
    private static final Path REHEARSAL =
            Path.of("docker", "rehearsal.properties").toAbsolutePath();

    private ProgramClasses() {}

    /** Options of a JVM that loads them from there; made by the first one that asks for it. */
    static List<String> options(Path jar) {
        Path archive = jar.resolveSibling("tested.jsa");
        try {
            make(jar, archive);
        } catch (IOException failure) {
            throw new IllegalStateException(archive + " can't be made", failure);
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }

    private static synchronized void make(Path jar, Path archive) throws IOException {
        Path lock = archive.resolveSibling(archive.getFileName() + ".lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            if (Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0) {
                return;
            }
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
}
