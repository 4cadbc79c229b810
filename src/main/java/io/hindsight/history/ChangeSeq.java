package io.hindsight.history;

import java.math.BigInteger;

/**
 * Writes a change's place in its source's order as 32 hexadecimal digits, the epoch's four first, so that text order is
 * commit order in every engine.
 */
public final class ChangeSeq {

    private static final int LENGTH = 32;
    private static final int EPOCH = 4;
    private static final int HEXADECIMAL = 16;

    private ChangeSeq() {}

    /**
     * Writes a place.
     *
     * @param epoch of the source, 0 to 32767
     * @param widths how many digits each number takes, 28 in all
     * @param numbers by which the source orders its changes, the weightiest first
     * @throws IllegalArgumentException when a number doesn't fit its digits
     */
    public static String of(int epoch, int[] widths, long... numbers) {
        var digits = new char[LENGTH];
        write(digits, 0, EPOCH, epoch > 0x7fff ? -1 : epoch);
        var from = EPOCH;
        for (var index = 0; index < numbers.length; index++) {
            write(digits, from, widths[index], numbers[index]);
            from += widths[index];
        }
        return new String(digits);
    }

    /** Gives the place right before another one, where no change of the same row stands. */
    public static String before(String seq) {
        var number = new BigInteger(seq, HEXADECIMAL).subtract(BigInteger.ONE).toString(HEXADECIMAL);
        return "0".repeat(LENGTH - number.length()) + number;
    }

    /** Reads one of the numbers. */
    public static long number(String seq, int from, int width) {
        return Long.parseLong(seq, from, from + width, 16);
    }

    private static void write(char[] digits, int from, int width, long number) {
        if (number < 0 || number >> 4 * width != 0) {
            throw new IllegalArgumentException("no part of a change's place: " + number);
        }
        var left = number;
        for (var place = from + width - 1; place >= from; place--) {
            digits[place] = Character.forDigit((int) (left & 0xf), 16);
            left >>= 4;
        }
    }
}
