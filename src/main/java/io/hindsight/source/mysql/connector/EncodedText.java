package io.hindsight.source.mysql.connector;

import io.debezium.relational.Column;
import io.hindsight.source.mysql.structure.DecodedText;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a text of the binlog as the server itself gives it to a client: what it doesn't take for a character is a question mark, and there are no byte order marks. */
final class EncodedText {

    private EncodedText() {}

    /** @param charset what Java has for the column's character set */
    static Object of(Column column, Charset charset, Object read) {
        return read instanceof byte[] text ? text(column, charset, text) : read;
    }

    private static String text(Column column, Charset charset, byte[] text) {
        if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.ISO_8859_1)) {
            return new String(text, charset);
        }
        return switch (column.charsetName().toLowerCase(Locale.ROOT)) {
                // of a lone half of two pairs the servers give its bytes, which clients read as what Java takes it for
            case "ucs2", "utf16" -> new String(text, StandardCharsets.UTF_16BE);
            case "utf32" -> codePoints(text);
            default -> DecodedText.of(text, charset);
        };
    }

    /** Gives a label as text where a driver has bytes for it: of an ENUM whose character set is binary. */
    static Object label(Object read) {
        return read instanceof byte[] bytes ? DecodedText.of(bytes, StandardCharsets.UTF_8) : read;
    }

    private static String codePoints(byte[] text) {
        var read = new StringBuilder();
        for (var codes = ByteBuffer.wrap(text).asIntBuffer(); codes.hasRemaining(); ) {
            var code = codes.get();
            read.appendCodePoint(Character.isValidCodePoint(code) ? code : '?');
        }
        return read.toString();
    }
}
