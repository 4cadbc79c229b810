package io.hindsight.warehouse.iceberg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Writes a local file that gets its name when it is closed, so that whoever looks into the directory never meets half of
 * it. One that couldn't be written to its end, for a disk that is full, never gets it.
 */
final class WholeFileStream extends PositionOutputStream {

    private final Path file;
    private final Path unfinished;
    private final PositionOutputStream stream;
    private boolean isBroken;
    private long length = -1;

    private WholeFileStream(Path file, Path unfinished, PositionOutputStream stream) {
        this.file = file;
        this.unfinished = unfinished;
        this.stream = stream;
    }

    /** @param file to be made, or replaced; its directory is there */
    static WholeFileStream of(Path file) {
        var unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        return new WholeFileStream(
                file,
                unfinished,
                org.apache.iceberg.Files.localOutput(unfinished.toFile()).create());
    }

    /** Something that writes, and may fail to. */
    private interface Attempt {
        void go() throws IOException;
    }

    private void attempt(Attempt step) throws IOException {
        try {
            step.go();
        } catch (IOException failure) {
            isBroken = true;
            throw failure;
        }
    }

    @Override
    public long getPos() throws IOException {
        return length < 0 ? stream.getPos() : length;
    }

    @Override
    public void write(int one) throws IOException {
        attempt(() -> stream.write(one));
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        attempt(() -> stream.write(bytes, from, count));
    }

    @Override
    public void flush() throws IOException {
        attempt(stream::flush);
    }

    @Override
    public void close() throws IOException {
        if (length < 0) {
            // a closed stream is asked how much it has written, and its own file is gone then
            length = stream.getPos();
            try {
                attempt(stream::close);
            } finally {
                end();
            }
        }
    }

    private void end() throws IOException {
        if (isBroken) {
            Files.deleteIfExists(unfinished);
        } else {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
