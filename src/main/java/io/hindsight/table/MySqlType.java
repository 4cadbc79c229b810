package io.hindsight.table;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The types of MySQL's columns, grouped by what Debezium makes of their values. */
public enum MySqlType {
    TINYINT,
    SMALLINT,
    MEDIUMINT,
    INT,
    BIGINT,
    DECIMAL,
    FLOAT,
    DOUBLE,
    BIT,
    YEAR,
    DATE,
    TIME,
    DATETIME,
    TIMESTAMP,
    TEXT,
    ENUM,
    BINARY,
    JSON,
    GEOMETRY;

    /** Finds the type of a column by {@code information_schema.columns.data_type}. */
    static Optional<MySqlType> of(String dataType) {
        return Optional.ofNullable(
                switch (dataType.toLowerCase(Locale.ROOT)) {
                    case "tinyint" -> TINYINT;
                    case "smallint" -> SMALLINT;
                    case "mediumint" -> MEDIUMINT;
                    case "int" -> INT;
                    case "bigint" -> BIGINT;
                    case "decimal" -> DECIMAL;
                    case "float" -> FLOAT;
                    case "double" -> DOUBLE;
                    case "bit" -> BIT;
                    case "year" -> YEAR;
                    case "date" -> DATE;
                    case "time" -> TIME;
                    case "datetime" -> DATETIME;
                    case "timestamp" -> TIMESTAMP;
                    case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "set" -> TEXT;
                    case "enum" -> ENUM;
                    case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BINARY;
                    case "json" -> JSON;
                    case "geometry",
                            "point",
                            "linestring",
                            "polygon",
                            "multipoint",
                            "multilinestring",
                            "multipolygon",
                            "geomcollection",
                            "geometrycollection" -> GEOMETRY;
                    default -> null;
                });
    }

    /** The narrowest integer type of at least so many bits. */
    static Optional<MySqlType> integer(int bits) {
        return Arrays.stream(values()).filter(type -> type.bits() >= bits).findFirst();
    }

    /** Bits of an integer; 0 for all else. */
    int bits() {
        return switch (this) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case MEDIUMINT -> 24;
            case INT -> 32;
            case BIGINT -> 64;
            default -> 0;
        };
    }

    boolean isInteger() {
        return bits() > 0;
    }

    /** Says whether a value is a date or a moment: such a column can hold zero dates, which arrive as NULL. */
    public boolean isTemporal() {
        return this == DATE || this == DATETIME || this == TIMESTAMP;
    }

    /** Says whether values are bytes that need not be text. */
    public boolean isBinary() {
        return this == BINARY || this == GEOMETRY;
    }
}
