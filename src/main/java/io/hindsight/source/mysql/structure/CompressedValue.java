package io.hindsight.source.mysql.structure;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a value of a column that MariaDB keeps {@code COMPRESSED}, as which it is in the binlog, too. Its first byte says how:
 * not at all, or by zlib, whether with zlib's own head, and in how many bytes the length follows.
 */
public final class CompressedValue {

    private static final int METHOD = 0xf0;
    private static final int ZLIB = 0x80;
    private static final int WITHOUT_HEAD = 0x08;
    private static final int LENGTH_BYTES = 0x07;

    /** Zlib makes no more of a byte, and one that lies mustn't take all memory. */
    private static final long MOST_TIMES = 1_040;

    private CompressedValue() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it isn't one
     */
    public static byte[] read(byte[] kept) {
        if (kept.length == 0) {
            return kept;
        }
        return switch (kept[0] & METHOD) {
            case 0 -> Arrays.copyOfRange(kept, 1, kept.length);
            case ZLIB -> inflate(kept);
            default -> throw new IllegalArgumentException(
                    "a value of a COMPRESSED column is compressed by an unknown method");
        };
    }

    private static byte[] inflate(byte[] kept) {
        var begin = 1 + (kept[0] & LENGTH_BYTES);
        var length = 0;
        for (var index = 1; index < begin; index++) {
            length = length << Byte.SIZE | kept[index] & 0xff;
        }
        if (length < 0 || length > MOST_TIMES * kept.length) {
            throw new IllegalArgumentException("a COMPRESSED column's value says a length that it can't have");
        }
        var value = new byte[length];
        var inflater = new Inflater((kept[0] & WITHOUT_HEAD) != 0);
        try {
            inflater.setInput(kept, begin, kept.length - begin);
            var read = 0;
            while (read < length) {
                var more = inflater.inflate(value, read, length - read);
                if (more == 0) {
                    throw new IllegalArgumentException("bytes of a COMPRESSED column's value are missing");
                }
                read += more;
            }
            return value;
        } catch (DataFormatException wrong) {
            throw new IllegalArgumentException("a COMPRESSED column's value can't be read", wrong);
        } finally {
            inflater.end();
        }
    }
}
