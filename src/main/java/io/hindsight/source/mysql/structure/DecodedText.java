package io.hindsight.source.mysql.structure;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Reads bytes as the servers do: what they don't take for a character is a question mark. */
public final class DecodedText {

    private static final String NO_CHARACTER = "?";

    private DecodedText() {}

    /** Gives the text. */
    public static String of(byte[] text, Charset charset) {
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
