package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.XAPrepareEventData;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Names an XA transaction, as the binlog's statements do.
 *
 * @param text global id and branch in hexadecimal digits, and the number of their format: {@code X'61',X'',1}
 */
record Xid(String text) {

    /** Reads {@code XA COMMIT X'61',X'',1} and the like; empty if the statement isn't that. */
    static Optional<Xid> after(String words, String statement) {
        return statement.regionMatches(true, 0, words + " ", 0, words.length() + 1)
                ? Optional.of(
                        new Xid(statement.substring(words.length()).strip().toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    static Xid of(XAPrepareEventData event) {
        var data = event.getData();
        var globalId = Arrays.copyOf(data, event.getGtridLength());
        var branch = Arrays.copyOfRange(data, event.getGtridLength(), data.length);
        return new Xid("X'%s',X'%s',%d".formatted(hex(globalId), hex(branch), event.getFormatID()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    @Override
    public String toString() {
        return text;
    }
}
