package io.hindsight.source.mysql.connector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;

/** Writes an internet address of MariaDB's binlog, INET4 or INET6, as the server does. */
final class AddressText {

    private static final int INET4_BYTES = 4;
    private static final int INET6_BYTES = 16;
    private static final int WORDS = 8;
    private static final int BYTE = 8;
    private static final int BYTE_MASK = 0xff;
    private static final int MAPPED = 0xffff;

    private AddressText() {}

    /** Whether a type is one of those. */
    static boolean isAddress(String type) {
        return type.toUpperCase(Locale.ROOT).matches("INET[46]");
    }

    /** @param address of a snapshot as text; of the binlog its bytes, without the zeros at their end */
    static String of(String type, Object address) {
        if (!(address instanceof byte[] bytes)) {
            return address.toString();
        }
        return type.endsWith("4")
                ? inet4(Arrays.copyOf(bytes, INET4_BYTES), 0)
                : inet6(Arrays.copyOf(bytes, INET6_BYTES));
    }

    private static String inet4(byte[] bytes, int from) {
        var parts = new ArrayList<String>();
        for (var at = from; at < from + INET4_BYTES; at++) {
            parts.add(String.valueOf(bytes[at] & BYTE_MASK));
        }
        return String.join(".", parts);
    }

    /** The first of its longest runs of zeros is left out, and what is one of INET4 within it is written so. */
    private static String inet6(byte[] bytes) {
        var words = new int[WORDS];
        for (var word = 0; word < WORDS; word++) {
            words[word] = (bytes[2 * word] & BYTE_MASK) << BYTE | bytes[2 * word + 1] & BYTE_MASK;
        }
        var begin = -1;
        var length = 0;
        for (var word = 0; word < WORDS; word++) {
            var end = word;
            while (end < WORDS && words[end] == 0) {
                end++;
            }
            if (end - word > length) {
                begin = word;
                length = end - word;
            }
        }
        if (begin == 0 && (length == WORDS - 2 || length == WORDS - 3 && words[WORDS - 3] == MAPPED)) {
            return (length == WORDS - 2 ? "::" : "::ffff:") + inet4(bytes, INET6_BYTES - INET4_BYTES);
        }
        return begin < 0
                ? hexadecimal(words, 0, WORDS)
                : hexadecimal(words, 0, begin) + "::" + hexadecimal(words, begin + length, WORDS);
    }

    private static String hexadecimal(int[] words, int from, int to) {
        return String.join(
                ":",
                Arrays.stream(words, from, to).mapToObj(Integer::toHexString).toList());
    }
}
