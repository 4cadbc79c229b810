package io.hindsight.warehouse.iceberg;

import io.hindsight.history.KeptVersion;
import io.hindsight.warehouse.iceberg.KnownKey.RowPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes what is known of a key as bytes, behind their length, and reads it. */
final class KnownKeyBytes {

    /** Where an entry has the key's bytes, behind its length and theirs. */
    private static final int KEY = 8;

    /** A key, and what is known of it. */
    record Entry(byte[] key, KnownKey known) {}

    private final RowBytes rows;

    /** @param rows of all columns of the table */
    KnownKeyBytes(RowBytes rows) {
        this.rows = rows;
    }

    static boolean isOf(byte[] key, ByteBuffer entry) {
        return entry.getInt(4) == key.length && Arrays.equals(entry.array(), KEY, KEY + key.length, key, 0, key.length);
    }

    byte[] of(byte[] key, KnownKey known) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(0);
            out.writeInt(key.length);
            out.write(key);
            out.writeChar(known.lastOp());
            out.writeUTF(known.lastSeq());
            out.writeLong(known.lastStart());
            var row = known.row();
            out.writeBoolean(row != null);
            if (row != null) {
                out.writeChar(row.op());
                out.writeUTF(row.seq());
                out.writeLong(row.start());
                out.writeInt(((RowPlace) row.place()).file());
                out.writeLong(((RowPlace) row.place()).row());
                out.writeInt(row.unchanged().length);
                for (var column : row.unchanged()) {
                    out.writeInt(column);
                }
                out.writeBoolean(row.values() != null);
                if (row.values() != null) {
                    rows.write(out, row.values());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        var entry = bytes.toByteArray();
        ByteBuffer.wrap(entry).putInt(entry.length);
        return entry;
    }

    Entry read(ByteBuffer bytes) {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(bytes.array(), 4, bytes.getInt(0) - 4)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Entry read(DataInputStream in) throws IOException {
        var key = new byte[in.readInt()];
        in.readFully(key);
        var lastOp = in.readChar();
        var lastSeq = in.readUTF();
        var lastStart = in.readLong();
        KeptVersion row = null;
        if (in.readBoolean()) {
            var op = in.readChar();
            var seq = in.readUTF();
            var start = in.readLong();
            var place = new RowPlace(in.readInt(), in.readLong());
            var unchanged = new int[in.readInt()];
            for (var index = 0; index < unchanged.length; index++) {
                unchanged[index] = in.readInt();
            }
            row = new KeptVersion(
                    op, seq, start, KeptVersion.OPEN, in.readBoolean() ? rows.read(in) : null, unchanged, place);
        }
        return new Entry(key, new KnownKey(lastOp, lastSeq, lastStart, row));
    }
}
