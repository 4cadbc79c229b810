package io.hindsight.table;

import java.util.List;

/**
 * Says what a column's values can be, in no database's words: sources map their types to these, warehouses map these to
 * theirs. A reader switches over {@link #kind()} and asks for what the kind has; for all others that is 0.
 */
public sealed interface ColumnType {

    /** The length of what has no limit, or none that is known. */
    int UNLIMITED = Integer.MAX_VALUE;

    /** The types, without their sizes. */
    enum TypeKind {
        WHOLE,
        DECIMAL,
        FLOAT,
        BIT,
        YEAR,
        DATE,
        TIME,
        DATETIME,
        TIMESTAMP,
        TEXT,
        ENUM,
        SET,
        BINARY,
        JSON,
        UUID,
        GEOMETRY,
        ARRAY
    }

    TypeKind kind();

    /** Bits of a whole or floating number, or of a BIT. */
    default int bits() {
        return 0;
    }

    default boolean isSigned() {
        return true;
    }

    /** Digits of a DECIMAL, digits after the second of a time. */
    default int precision() {
        return 0;
    }

    /** Digits after the point of a DECIMAL. */
    default int scale() {
        return 0;
    }

    /** Characters of a text, bytes of a binary. */
    default int length() {
        return 0;
    }

    /** Says whether values are numbers that are kept to the last digit. */
    default boolean isExact() {
        return kind() == TypeKind.WHOLE || kind() == TypeKind.DECIMAL;
    }

    /** Says whether a value is a date or a moment: such a column can hold zero dates, which arrive as NULL. */
    default boolean isTemporal() {
        return kind() == TypeKind.DATE || kind() == TypeKind.DATETIME || kind() == TypeKind.TIMESTAMP;
    }

    default boolean isText() {
        return kind() == TypeKind.TEXT || kind() == TypeKind.ENUM || kind() == TypeKind.SET;
    }

    /** Says whether values are bytes that need not be text. */
    default boolean isBinary() {
        return kind() == TypeKind.BINARY || kind() == TypeKind.GEOMETRY;
    }

    /** A whole number of 8, 16, 24, 32 or 64 bits. */
    record Whole(int bits, boolean isSigned) implements ColumnType {
        @Override
        public TypeKind kind() {
            return TypeKind.WHOLE;
        }

        @Override
        public String toString() {
            var name = bits == 8 ? "TINY" : bits == 16 ? "SMALL" : bits == 24 ? "MEDIUM" : bits == 64 ? "BIG" : "";
            return name + (isSigned ? "INT" : "INT UNSIGNED");
        }
    }

    /** A number of so many digits, of which {@code scale} are after the point. */
    record Decimal(int precision, int scale) implements ColumnType {
        @Override
        public TypeKind kind() {
            return TypeKind.DECIMAL;
        }

        @Override
        public String toString() {
            return "DECIMAL(" + precision + ", " + scale + ")";
        }
    }

    /** A floating number of 32 or 64 bits. */
    record Floating(int bits) implements ColumnType {
        @Override
        public TypeKind kind() {
            return TypeKind.FLOAT;
        }

        @Override
        public String toString() {
            return bits == 32 ? "FLOAT" : "DOUBLE";
        }
    }

    /** So many bits; one is a truth value, more are a number. */
    record Bits(int bits) implements ColumnType {
        @Override
        public TypeKind kind() {
            return TypeKind.BIT;
        }

        @Override
        public String toString() {
            return "BIT(" + bits + ")";
        }
    }

    /** A time: of a day or a span (TIME), a date and time of no zone (DATETIME), or a moment (TIMESTAMP). */
    record Time(TypeKind kind, int precision) implements ColumnType {
        @Override
        public String toString() {
            return kind + "(" + precision + ")";
        }
    }

    /** Text, its character set empty where the source doesn't say it. */
    record Text(int length, String charset) implements ColumnType {

        public Text(int length) {
            this(length, "");
        }

        @Override
        public TypeKind kind() {
            return TypeKind.TEXT;
        }

        @Override
        public String toString() {
            return "TEXT";
        }
    }

    /**
     * One of some labels (ENUM), or several of them, with commas between (SET).
     *
     * @param length characters of the longest value
     * @param labels empty where the source doesn't say them
     */
    record Labels(TypeKind kind, int length, List<String> labels) implements ColumnType {

        public Labels(TypeKind kind, int length) {
            this(kind, length, List.of());
        }

        @Override
        public String toString() {
            return kind.name();
        }
    }

    /** Bytes. */
    record Binary(int length) implements ColumnType {
        @Override
        public TypeKind kind() {
            return TypeKind.BINARY;
        }

        @Override
        public String toString() {
            return "BINARY";
        }
    }

    /** A type that has no size: YEAR, DATE, JSON, UUID or GEOMETRY. */
    record Plain(TypeKind kind) implements ColumnType {
        @Override
        public String toString() {
            return kind.name();
        }
    }

    /** A list of values of one type. */
    record Array(ColumnType element) implements ColumnType {
        @Override
        public TypeKind kind() {
            return TypeKind.ARRAY;
        }

        @Override
        public String toString() {
            return element + " ARRAY";
        }
    }
}
