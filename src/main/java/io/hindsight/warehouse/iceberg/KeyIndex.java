package io.hindsight.warehouse.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Remembers what the lake has of each key: a cache, made anew of the lake. What is known of a key lies in a temporary
 * file, whose newest entries count; memory holds a hash and a place for each key, some 30 bytes.
 */
final class KeyIndex implements AutoCloseable {

    private static final int FIRST_SIZE = 1 << 12;
    private static final int USUAL_ENTRY = 512;
    /** A file in which more is stale than this, and most of it, is written anew. */
    private static final long MOST_STALE = 64L << 20;

    private final KnownKeyBytes bytes;
    private final long mostStale;
    private final ByteBuffer usual = ByteBuffer.allocate(USUAL_ENTRY);
    private FileChannel entries;
    private long end;
    private long stale;
    private long[] hashes = new long[FIRST_SIZE];
    /** One more than where the entry begins; 0 for none. */
    private long[] places = new long[FIRST_SIZE];

    private int size;
    private boolean isGivingAll;
    /** What lies in the slot that was asked for last. */
    private ByteBuffer found;

    KeyIndex(KnownKeyBytes bytes) {
        this(bytes, MOST_STALE);
    }

    /** @param mostStale bytes that may be stale before the file is written anew */
    KeyIndex(KnownKeyBytes bytes, long mostStale) {
        this.bytes = bytes;
        this.mostStale = mostStale;
        open();
    }

    private void open() {
        try {
            // readable by nobody else: it has rows
            var file = Files.createTempFile("hindsight-lake", ".keys");
            entries = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            // it lives on without a name, and is gone with the process, however that ends
            Files.delete(file);
            end = 0;
            stale = 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int size() {
        return size;
    }

    /** What is known of a key; null for nothing. */
    KnownKey get(byte[] key) {
        return places[slot(key, hash(key))] == 0 ? null : bytes.read(found).known();
    }

    void put(byte[] key, KnownKey known) {
        var hash = hash(key);
        var slot = slot(key, hash);
        if (places[slot] == 0) {
            size++;
            hashes[slot] = hash;
        } else {
            stale += found.getInt(0);
        }
        places[slot] = append(bytes.of(key, known));
        if (size > places.length / 5 * 3) {
            grow();
        }
        if (stale > mostStale && stale > end / 2 && !isGivingAll) {
            writeAnew();
        }
    }

    /** Gives each key; what is put of a known one meanwhile is no harm. */
    void forEach(BiConsumer<byte[], KnownKey> each) {
        isGivingAll = true;
        for (var place : places.clone()) {
            if (place != 0) {
                var entry = bytes.read(read(place));
                each.accept(entry.key(), entry.known());
            }
        }
        isGivingAll = false;
    }

    private int slot(byte[] key, long hash) {
        var mask = places.length - 1;
        var slot = (int) hash & mask;
        while (places[slot] != 0 && !(hashes[slot] == hash && KnownKeyBytes.isOf(key, found = read(places[slot])))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        var before = places;
        var hashesBefore = hashes;
        places = new long[before.length * 2];
        hashes = new long[before.length * 2];
        for (var index = 0; index < before.length; index++) {
            if (before[index] != 0) {
                var slot = (int) hashesBefore[index] & places.length - 1;
                while (places[slot] != 0) {
                    slot = slot + 1 & places.length - 1;
                }
                places[slot] = before[index];
                hashes[slot] = hashesBefore[index];
            }
        }
    }

    private void writeAnew() {
        try (var old = entries) {
            var from = places;
            var kept = new long[from.length];
            var moved = new KeyIndex(bytes, mostStale);
            for (var index = 0; index < from.length; index++) {
                if (from[index] != 0) {
                    var entry = read(from[index]);
                    kept[index] = moved.append(Arrays.copyOf(entry.array(), entry.getInt(0)));
                }
            }
            places = kept;
            entries = moved.entries;
            end = moved.end;
            stale = 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long hash(byte[] key) {
        var hash = 0xcbf29ce484222325L;
        for (var each : key) {
            hash = (hash ^ each) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0x9e3779b97f4a7c15L;
        return hash ^ hash >>> 29;
    }

    private long append(byte[] entry) {
        try {
            var buffer = ByteBuffer.wrap(entry);
            var at = end;
            while (buffer.hasRemaining()) {
                end += entries.write(buffer, end);
            }
            return at + 1;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private ByteBuffer read(long place) {
        try {
            var entry = fill(usual.clear(), place);
            var length = entry.getInt(0);
            return length > USUAL_ENTRY ? fill(ByteBuffer.allocate(length), place) : entry;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A channel may give less than is asked for, and what the buffer had before would be taken for the rest. */
    private ByteBuffer fill(ByteBuffer buffer, long place) throws IOException {
        while (buffer.hasRemaining() && entries.read(buffer, place - 1 + buffer.position()) >= 0) {
            // until it is full, or the file ends
        }
        return buffer;
    }

    @Override
    public void close() {
        try {
            entries.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
