package io.hindsight.history;

/**
 * A change's place in its source's order: epoch, binlog file, position and row as 32 hexadecimal digits, so that text
 * order is commit order in every engine.
 */
public final class ChangeSeq {

    private ChangeSeq() {}

    /**
     * Makes the place of a change.
     *
     * @param epoch of the source, 0 to 32767
     * @param file the binlog file's name, whose number follows its last dot
     * @param position of the event in that file
     * @param row in the event
     * @throws IllegalArgumentException when a part doesn't fit its digits or the file has no number
     */
    public static String of(int epoch, String file, long position, long row) {
        var number = Long.parseLong(file, file.lastIndexOf('.') + 1, file.length(), 10);
        if (epoch < 0 || epoch > 0x7fff || position < 0 || position >> 48 != 0 || number >> 32 != 0 || row >> 32 != 0) {
            throw new IllegalArgumentException("no place in the binlog: " + file + " " + position + " " + row);
        }
        var digits = new char[32];
        write(digits, 0, 4, epoch);
        write(digits, 4, 8, number);
        write(digits, 12, 12, position);
        write(digits, 24, 8, row);
        return new String(digits);
    }

    /** The binlog file's number. */
    public static long file(String seq) {
        return Long.parseLong(seq, 4, 12, 16);
    }

    /** The position in that file, in bytes. */
    public static long position(String seq) {
        return Long.parseLong(seq, 12, 24, 16);
    }

    /** The row in the event. */
    public static long row(String seq) {
        return Long.parseLong(seq, 24, 32, 16);
    }

    private static void write(char[] digits, int from, int count, long number) {
        for (var place = from + count - 1; place >= from; place--) {
            digits[place] = Character.forDigit((int) (number & 0xf), 16);
            number >>= 4;
        }
    }
}
