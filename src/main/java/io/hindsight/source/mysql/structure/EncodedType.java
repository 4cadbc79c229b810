package io.hindsight.source.mysql.structure;

/**
 * How the binlog says a column's type: a code, and what goes with it.
 *
 * @param code with ENUM and SET told from CHAR, whose code they share
 * @param size as it stands in the event; of CHAR, ENUM and SET the bytes
 */
record EncodedType(int code, int size) {

    private static final int DECIMAL = 246;
    private static final int BIT = 16;
    private static final int VARCHAR = 15;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int BLOB = 252;
    static final int STRING = 254;
    private static final int UNKNOWN = -1;

    private static final int BYTE = 8;
    private static final int MASK = 0xff;
    /** These bits of the type's byte, inverted, are the length's highest. */
    private static final int LENGTH_BITS = 0x30;

    private static final int MOST_LABELS_IN_A_BYTE = 255;

    /** Reads it out of an event. */
    static EncodedType of(byte type, int metadata) {
        var code = type & MASK;
        if (code != STRING) {
            return new EncodedType(code, metadata);
        }
        var real = metadata >> BYTE;
        return (real & LENGTH_BITS) == LENGTH_BITS
                ? new EncodedType(real, metadata & MASK)
                : new EncodedType(
                        real | LENGTH_BITS, metadata & MASK | ((real & LENGTH_BITS) ^ LENGTH_BITS) << BYTE / 2);
    }

    /** Gives what the binlog would say of a column. */
    static EncodedType of(ColumnStructure column) {
        var length = column.length();
        return switch (column.type()) {
            case "tinyint" -> new EncodedType(1, 0);
            case "smallint" -> new EncodedType(2, 0);
            case "mediumint" -> new EncodedType(9, 0);
            case "int" -> new EncodedType(3, 0);
            case "bigint" -> new EncodedType(8, 0);
            case "float" -> new EncodedType(4, 4);
            case "double" -> new EncodedType(5, 8);
            case "decimal" -> new EncodedType(DECIMAL, column.scale() << BYTE | length);
            case "bit" -> new EncodedType(BIT, length / BYTE << BYTE | length % BYTE);
            case "year" -> new EncodedType(13, 0);
            case "date" -> new EncodedType(10, 0);
            case "timestamp" -> new EncodedType(17, length);
            case "datetime" -> new EncodedType(18, length);
            case "time" -> new EncodedType(19, length);
            case "char" -> new EncodedType(STRING, length * Charsets.widest(column.charset()));
            case "varchar" -> new EncodedType(VARCHAR, length * Charsets.widest(column.charset()));
            case "binary" -> new EncodedType(STRING, length);
            case "varbinary" -> new EncodedType(VARCHAR, length);
            case "enum" -> new EncodedType(ENUM, column.labels().size() <= MOST_LABELS_IN_A_BYTE ? 1 : 2);
            case "set" -> new EncodedType(SET, setBytes(column.labels().size()));
            case "tinytext", "tinyblob" -> new EncodedType(BLOB, 1);
            case "text", "blob" -> new EncodedType(BLOB, 2);
            case "mediumtext", "mediumblob" -> new EncodedType(BLOB, 3);
            case "longtext", "longblob" -> new EncodedType(BLOB, 4);
            case "json" -> new EncodedType(245, 4);
            case "vector" -> new EncodedType(242, 4);
            case "uuid", "inet6" -> new EncodedType(STRING, 16);
            case "inet4" -> new EncodedType(STRING, 4);
            default -> Geometries.NAMES.contains(column.type()) ? new EncodedType(255, 4) : new EncodedType(UNKNOWN, 0);
        };
    }

    private static int setBytes(int labels) {
        var bytes = (labels + BYTE - 1) / BYTE;
        return bytes > 4 ? 8 : Math.max(1, bytes);
    }

    /** Whether it is one of a column's type; of a time in the form from before MySQL 5.6, whatever its digits. */
    boolean isOf(ColumnStructure column) {
        var expected = of(column);
        return equals(expected)
                || switch (column.type()) {
                    case "timestamp" -> code == 7;
                    case "datetime" -> code == 12;
                    case "time" -> code == 11;
                    default -> false;
                };
    }

    /** Gives the type in the words of the schema, as far as the event tells. */
    String type(boolean isBinary) {
        return switch (code) {
            case 1 -> "tinyint";
            case 2 -> "smallint";
            case 9 -> "mediumint";
            case 3 -> "int";
            case 8 -> "bigint";
            case 4 -> "float";
            case 5 -> "double";
            case DECIMAL -> "decimal";
            case BIT -> "bit";
            case 13 -> "year";
            case 10 -> "date";
            case 17, 7 -> "timestamp";
            case 18, 12 -> "datetime";
            case 19, 11 -> "time";
            case STRING -> isBinary ? "binary" : "char";
            case VARCHAR -> isBinary ? "varbinary" : "varchar";
            case ENUM -> "enum";
            case SET -> "set";
            case BLOB -> new String[] {"tiny", "", "medium", "long"}[size - 1] + (isBinary ? "blob" : "text");
            case 245 -> "json";
            case 242 -> "vector";
            default -> null;
        };
    }

    int length(String charset) {
        return switch (code) {
            case STRING, VARCHAR -> size / Charsets.widest(charset);
            case DECIMAL -> size & MASK;
            case BIT -> (size >> BYTE) * BYTE + (size & MASK);
            case 17, 18, 19 -> size;
            default -> 0;
        };
    }

    int scale() {
        return code == DECIMAL ? size >> BYTE : -1;
    }

    /** Whether the event has a character set for it. */
    boolean hasCharset() {
        return code == STRING || code == VARCHAR || code == BLOB || code == 253;
    }

    boolean hasLabels() {
        return code == ENUM || code == SET;
    }

    boolean isGeometry() {
        return code == 255;
    }
}
