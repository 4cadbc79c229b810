package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * What a statement's event says of the session that it came from.
 *
 * @param collation its number says the character set of the text; 0 where it isn't said
 */
record SessionVariables(int collation, boolean hasBackslashEscapes) {

    private static final int FLAGS = 0;
    private static final int SQL_MODE = 1;
    private static final int AUTO_INCREMENT = 3;
    private static final int CHARACTER_SET = 4;
    private static final int CATALOG = 6;

    private static final long NO_BACKSLASH_ESCAPES = 1 << 20;

    /** Reads those that the servers write first, up to the character set. */
    static SessionVariables of(byte[] variables) throws IOException {
        var input = new ByteArrayInputStream(variables);
        var hasEscapes = true;
        while (input.available() > 0) {
            switch (input.readInteger(1)) {
                case FLAGS -> input.skip(4);
                case SQL_MODE -> hasEscapes = (input.readLong(8) & NO_BACKSLASH_ESCAPES) == 0;
                case CATALOG -> input.skip(input.readInteger(1));
                case AUTO_INCREMENT -> input.skip(4);
                case CHARACTER_SET -> {
                    return new SessionVariables(input.readInteger(2), hasEscapes);
                }
                default -> {
                    return new SessionVariables(0, hasEscapes);
                }
            }
        }
        return new SessionVariables(0, hasEscapes);
    }
}
