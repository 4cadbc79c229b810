package io.hindsight.demo;

import io.hindsight.testing.Directories;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the demo keeps its data from one start to the next, for one demo at a time. */
final class DemoDirectory {

    private final Path path;
    // held for as long as this JVM lives
    private final FileLock lock;

    private DemoDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Opens it; what is left of a first start that came to nothing is wiped.
     *
     * @throws IllegalStateException if another demo runs there
     */
    static DemoDirectory open(Path path, boolean fresh) throws IOException {
        Files.createDirectories(path.getParent());
        var lock = FileChannel.open(
                        path.resolveSibling(path.getFileName() + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)
                .tryLock();
        if (lock == null) {
            throw new IllegalStateException("A demo runs in this directory already. Stop it, or start in another one.");
        }
        var directory = new DemoDirectory(path, lock);
        if (fresh || !directory.isResumed()) {
            Directories.delete(path);
        }
        Files.createDirectories(path);
        return directory;
    }

    Path path() {
        return path;
    }

    boolean isResumed() {
        return lock.isValid() && Files.exists(whole());
    }

    /** From now on there is something to go on with. */
    void becomeWhole() throws IOException {
        Files.writeString(whole(), "");
    }

    private Path whole() {
        return path.resolve("whole");
    }
}
