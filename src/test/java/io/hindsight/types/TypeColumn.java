package io.hindsight.types;

import static io.hindsight.types.Form.BITS;
import static io.hindsight.types.Form.BYTES;
import static io.hindsight.types.Form.DAY;
import static io.hindsight.types.Form.DOCUMENT;
import static io.hindsight.types.Form.FLOATING_DOCUMENT;
import static io.hindsight.types.Form.MOMENT;
import static io.hindsight.types.Form.NUMBER;
import static io.hindsight.types.Form.REAL;
import static io.hindsight.types.Form.SINGLE;
import static io.hindsight.types.Form.TEXT;
import static io.hindsight.types.Form.TIME;

import java.util.List;

/** A column of a MySQL type with the literals that try it; a generated column has none, MySQL knows its value. */
record TypeColumn(String name, String type, Form form, List<String> literals) {

    static final List<TypeColumn> ALL = List.of(
            of("tiny", "TINYINT", NUMBER, "-128", "127"),
            of("tiny_u", "TINYINT UNSIGNED", NUMBER, "0", "255"),
            of("flag", "TINYINT(1)", NUMBER, "0", "1", "-128", "127"),
            of("small", "SMALLINT", NUMBER, "-32768", "32767"),
            of("small_u", "SMALLINT UNSIGNED", NUMBER, "0", "65535"),
            of("medium", "MEDIUMINT", NUMBER, "-8388608", "8388607"),
            of("medium_u", "MEDIUMINT UNSIGNED", NUMBER, "0", "16777215"),
            of("int_s", "INT", NUMBER, "-2147483648", "2147483647"),
            of("int_u", "INT UNSIGNED", NUMBER, "0", "4294967295"),
            of("big", "BIGINT", NUMBER, "-9223372036854775808", "9223372036854775807"),
            of("big_u", "BIGINT UNSIGNED", NUMBER, "0", "9223372036854775808", "18446744073709551615"),
            of(
                    "dec_widest",
                    "DECIMAL(65,30)",
                    NUMBER,
                    "99999999999999999999999999999999999.999999999999999999999999999999",
                    "-99999999999999999999999999999999999.999999999999999999999999999999",
                    "0.000000000000000000000000000001",
                    "0"),
            of(
                    "dec_long",
                    "DECIMAL(65,0)",
                    NUMBER,
                    "99999999999999999999999999999999999999999999999999999999999999999",
                    "-1"),
            of("dec_money", "DECIMAL(10,2) UNSIGNED", NUMBER, "99999999.99", "0.10"),
            of(
                    "single",
                    "FLOAT",
                    SINGLE,
                    "3.402823466e38",
                    "-3.402823466e38",
                    "1.175494351e-38",
                    "0.1",
                    "16777217",
                    "1.23456789"),
            of(
                    "real_d",
                    "DOUBLE",
                    REAL,
                    "1.7976931348623157e308",
                    "-1.7976931348623157e308",
                    "2.2250738585072014e-308",
                    "5e-324",
                    "0.1",
                    "123456789.123456789",
                    "-0.0"),
            of("bit1", "BIT(1)", BITS, "b'0'", "b'1'"),
            of("bit12", "BIT(12)", BITS, "b'000000000001'", "b'100000000000'", "b'111111111111'"),
            of("bit63", "BIT(63)", BITS, "9223372036854775807"),
            of("bit64", "BIT(64)", BITS, "1", "9223372036854775808", "18446744073709551615"),
            of("y", "YEAR", NUMBER, "1901", "2155", "'0000'"),
            of("d", "DATE", DAY, "'1900-01-01'", "'1969-12-31'", "'1970-01-01'", "'2024-02-29'", "'2299-12-31'"),
            of("dt", "DATETIME", MOMENT, "'1900-01-01 00:00:00'", "'1969-12-31 23:59:59'", "'2024-03-31 02:30:00'"),
            of("dt3", "DATETIME(3)", MOMENT, "'1900-01-01 00:00:00.001'", "'1969-12-31 23:59:59.999'"),
            of(
                    "dt6",
                    "DATETIME(6)",
                    MOMENT,
                    "'1900-01-01 00:00:00.000001'",
                    "'1969-12-31 23:59:59.999999'",
                    "'2024-02-29 12:34:56.123456'",
                    "'2261-12-31 23:59:59.999999'"),
            of(
                    "ts",
                    "TIMESTAMP NULL",
                    MOMENT,
                    "'1970-01-01 00:00:01'",
                    "'2038-01-19 03:14:07'",
                    "'2024-03-31 02:30:00'"),
            of(
                    "ts6",
                    "TIMESTAMP(6) NULL",
                    MOMENT,
                    "'1970-01-01 00:00:01.000001'",
                    "'2038-01-19 03:14:07.499999'",
                    "'2024-10-27 01:30:00.123456'"),
            of("t", "TIME", TIME, "'-838:59:59'", "'838:59:59'", "'00:00:00'", "'-00:00:01'"),
            of(
                    "t6",
                    "TIME(6)",
                    TIME,
                    "'-838:59:59.000000'",
                    "'838:59:58.999999'",
                    "'-00:00:00.000001'",
                    "'23:59:59.999999'",
                    "'24:00:00.000000'"),
            of("chars", "CHAR(10)", TEXT, "'a'", "'é😀'", "''"),
            of(
                    "words",
                    "VARCHAR(300)",
                    TEXT,
                    "'trailing  '",
                    "'日本語😀🏴‍☠️'",
                    "''",
                    "'null'",
                    "'\\\\N'",
                    "'\\' \" \\\\ \\n \\t \\r \\b #:?${body} {{x}} :#a'",
                    "CONCAT('\\u0001', x'7f', 'x')"),
            of("latin", "VARCHAR(50) CHARACTER SET latin1", TEXT, "'Größe €'"),
            of("sorted", "VARCHAR(50) COLLATE utf8mb4_bin", TEXT, "'ÀÉ'"),
            of("tiny_text", "TINYTEXT", TEXT, "REPEAT('x', 255)"),
            of("plain_text", "TEXT", TEXT, "REPEAT('é', 32767)"),
            of("medium_text", "MEDIUMTEXT", TEXT, "REPEAT('日', 100000)"),
            of("long_text", "LONGTEXT", TEXT, "REPEAT('😀', 250000)"),
            of("bin", "BINARY(5)", BYTES, "x'00ff'", "x'0000000000'", "x'ff00ff00ff'", "'a'"),
            of("varbin", "VARBINARY(50)", BYTES, "x'00ff00'", "x''", "x'c328'"),
            of("tiny_blob", "TINYBLOB", BYTES, "REPEAT(x'00', 255)"),
            of("plain_blob", "BLOB", BYTES, "REPEAT(x'ff00', 32767)", "x'00'", "x''"),
            of("medium_blob", "MEDIUMBLOB", BYTES, "REPEAT(x'0102', 524288)"),
            of("long_blob", "LONGBLOB", BYTES, "REPEAT(x'80', 300000)"),
            of(
                    "doc",
                    "JSON",
                    DOCUMENT,
                    "'{\"a.b\": {\"c\": [1, 2.50, null, true]}, \"é😀\": \"x\"}'",
                    "JSON_OBJECT('n', CAST('12345678901234567890123' AS DECIMAL(65,0)))",
                    "'{\"n\": 18446744073709551615, \"m\": -9223372036854775808, \"f\": 0.1}'",
                    "'\"text\"'",
                    "'null'",
                    "'[]'",
                    "'{}'",
                    "'{\"\": \"\\\\u0001\\\\\\\\ \\\\\" \\\\n\"}'",
                    "JSON_OBJECT('d', CAST('2024-02-29 12:34:56.123456' AS DATETIME(6)))"),
            // what MySQL itself keeps as a double
            of("doc_double", "JSON", FLOATING_DOCUMENT, "'12345678901234567890123'", "'1e300'", "'-1.5e-300'"),
            of("kind", "ENUM('a', 'b,c', 'é')", TEXT, "'a'", "'b,c'", "'é'"),
            of("kinds", "SET('x', 'y', 'é')", TEXT, "'x,é'", "'x,y,é'", "''"),
            of(
                    "shape",
                    "GEOMETRY",
                    BYTES,
                    "ST_GeomFromText('POINT(1 2)')",
                    "ST_GeomFromText('POLYGON((0 0, 10 0, 10 10, 0 0))', 4326)",
                    "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1.5 -2), LINESTRING(0 0, 1 1))')"),
            of("spot", "POINT", BYTES, "ST_GeomFromText('POINT(-0.5 1e300)')"),
            of("next_id", "BIGINT AS (id + 1) STORED", NUMBER),
            of("label", "VARCHAR(60) AS (CONCAT('row ', id)) VIRTUAL", TEXT));

    private static TypeColumn of(String name, String type, Form form, String... literals) {
        return new TypeColumn(name, type, form, List.of(literals));
    }

    boolean isGenerated() {
        return literals.isEmpty();
    }

    /** The literal in a row, counted from 0; past the last it is NULL. */
    String literal(int row) {
        return row < literals.size() ? literals.get(row) : "NULL";
    }

    /** How many rows it takes to try them all, and one for NULL. */
    static int rows() {
        return 1
                + ALL.stream()
                        .mapToInt(column -> column.literals().size())
                        .max()
                        .orElseThrow();
    }
}
