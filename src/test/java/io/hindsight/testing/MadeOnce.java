package io.hindsight.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/** Directories beside the servers' programs that one JVM makes, while the others that a build runs wait for it. */
final class MadeOnce {

    /** Fills a directory. */
    interface Maker {
        void make(Path empty) throws IOException;
    }

    /** What one JVM does. */
    interface OneAtATime {
        void take() throws IOException;
    }

    private MadeOnce() {}

    /** Gives the directory of that name, made at the first time. */
    static synchronized Path directory(String name, Maker maker) {
        Path directory = ServerFiles.directory().resolve(name);
        try {
            if (!Files.exists(directory)) {
                make(directory, maker);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be made", e);
        }
    }

    /**
     * Copies a server's data as it was made the first time, which takes a server seconds.
     *
     * @param program that makes it, and {@code how}: another one, or another way, makes its own
     */
    static void copyData(Path program, List<String> how, Maker maker, Path data, Path log) throws IOException {
        int way = Objects.hash(how, Files.getLastModifiedTime(program).toMillis());
        Path made = directory("%s-data-%08x".formatted(program.getFileName(), way), maker);
        Command.run(List.of("cp", "-r", made.toString(), data.toString()), log);
    }

    private static void make(Path directory, Maker maker) throws IOException {
        Files.createDirectories(directory.getParent());
        alone(directory, () -> {
            if (Files.exists(directory)) {
                return;
            }
            // half of it never gets the name of the whole
            Path unfinished = Files.createTempDirectory(directory.getParent(), directory.getFileName() + "-unfinished");
            maker.make(unfinished);
            Files.move(unfinished, directory);
        });
    }

    /** Has one JVM at a time do what makes that file or directory. */
    static void alone(Path made, OneAtATime step) throws IOException {
        Path lock = made.resolveSibling(made.getFileName() + ".lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            step.take();
        }
    }
}
