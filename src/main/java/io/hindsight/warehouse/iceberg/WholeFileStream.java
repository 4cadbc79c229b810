package io.hindsight.warehouse.iceberg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.iceberg.io.PositionOutputStream;

/** Writes a local file that gets its name when it is closed, so that whoever looks into the directory never meets half of it. */
final class WholeFileStream extends PositionOutputStream {

    private final Path file;
    private final Path unfinished;
    private final PositionOutputStream stream;
    private long length = -1;

    /** @param file to be made, or replaced; its directory is there */
    WholeFileStream(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        this.stream = org.apache.iceberg.Files.localOutput(unfinished.toFile()).create();
    }

    @Override
    public long getPos() throws IOException {
        return length < 0 ? stream.getPos() : length;
    }

    @Override
    public void write(int one) throws IOException {
        stream.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        stream.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        if (length < 0) {
            // a closed stream is asked how much it has written, and its own file is gone then
            length = stream.getPos();
            stream.close();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
