package io.hindsight.warehouse.starrocks;

import io.hindsight.history.SeqPart;
import java.math.BigInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a change_seq as the LARGEINT that its 32 hexadecimal digits are: StarRocks merges by numbers, not by text. The
 * largest, of epoch 32767, just fits.
 */
final class StarRocksSeq {

    private static final int HEX = 16;
    private static final int BITS = 4;
    private static final int DIGITS = 32;
    private static final int EPOCH_DIGITS = 4;

    /** What a column that has the digits as text becomes: conv() can't do more than 64 bits. */
    static final String OF_TEXT = IntStream.of(0, 8, 16, 24)
            .mapToObj(from ->
                    "CAST(conv(substr(change_seq, " + (from + 1) + ", 8), 16, 10) AS largeint) * " + weight(from, 8))
            .collect(Collectors.joining(" + "));

    private StarRocksSeq() {}

    static String number(String changeSeq) {
        return new BigInteger(changeSeq, HEX).toString();
    }

    static String changeSeq(String number) {
        var digits = new BigInteger(number).toString(HEX);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    static String ofEpoch(int epoch) {
        return BigInteger.valueOf(epoch)
                .shiftLeft(BITS * (DIGITS - EPOCH_DIGITS))
                .toString();
    }

    /** What one of its numbers is multiplied by, to stand in its place. */
    static String weight(SeqPart part) {
        return weight(part.from(), part.digits());
    }

    private static String weight(int from, int digits) {
        return BigInteger.ONE.shiftLeft(BITS * (DIGITS - from - digits)).toString();
    }
}
