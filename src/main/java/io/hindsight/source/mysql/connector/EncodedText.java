package io.hindsight.source.mysql.connector;

import io.debezium.relational.Column;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a text of the binlog as the server itself gives it to a client: what it doesn't take for a character is a question mark, and there are no byte order marks. */
final class EncodedText {

    private static final String NO_CHARACTER = "?";

    private EncodedText() {}

    /** @param charset what Java has for the column's character set */
    static String of(Column column, Charset charset, byte[] text) {
        if (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.ISO_8859_1)) {
            return new String(text, charset);
        }
        return switch (column.charsetName().toLowerCase(Locale.ROOT)) {
                // of a lone half of two pairs the servers give its bytes, which clients read as what Java takes it for
            case "ucs2", "utf16" -> new String(text, StandardCharsets.UTF_16BE);
            case "utf32" -> codePoints(text);
            default -> decoded(text, charset);
        };
    }

    private static String codePoints(byte[] text) {
        var read = new StringBuilder();
        for (var codes = ByteBuffer.wrap(text).asIntBuffer(); codes.hasRemaining(); ) {
            read.appendCodePoint(codes.get());
        }
        return read.toString();
    }

    private static String decoded(byte[] text, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith(NO_CHARACTER)
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException("what can't be decoded is replaced", impossible);
        }
    }
}
