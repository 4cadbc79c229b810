package io.hindsight.source.mysql.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Types as DDL may spell them, each with values that come out wrong when it is taken for another. */
final class Spellings {

    /** @param values two literals that show it */
    record Spelling(String type, String... values) {}

    static final List<Spelling> OF_BOTH = List.of(
            new Spelling("BOOL", "5", "-128"),
            new Spelling("BOOLEAN", "7", "127"),
            new Spelling("TINYINT(1) UNSIGNED", "255", "2"),
            new Spelling("BIGINT SIGNED", "-1", "9223372036854775807"),
            new Spelling("INT(3) SIGNED", "-1", "2147483647"),
            new Spelling("DOUBLE PRECISION UNSIGNED", "1e300", "2.5"),
            new Spelling("REAL(9,3)", "123456.789", "-2.5"),
            new Spelling("REAL UNSIGNED ZEROFILL", "1e300", "2.5"),
            new Spelling("FLOAT(24)", "1.5e30", "-2.5"),
            new Spelling("FLOAT(53)", "1e300", "-2.5"),
            new Spelling("FLOAT(7,4)", "123.4567", "-2.5"),
            new Spelling("FLOAT(30,4)", "123.4567", "-2.5"),
            new Spelling("SET('','b')", "3", "1"),
            new Spelling("SET('a','','b')", "7", "2"),
            new Spelling("DECIMAL(0)", "1234567890", "-1"),
            new Spelling("NUMERIC", "1234567890", "-1"),
            new Spelling(
                    "DECIMAL(65,30)", "99999999999999999999999999999999999.1", "-0.000000000000000000000000000001"),
            new Spelling("BIT(64)", "18446744073709551615", "b'1'"),
            new Spelling("YEAR(4)", "2155", "0"),
            new Spelling("CHAR(0)", "''", "NULL"),
            new Spelling("BINARY(0)", "''", "NULL"),
            new Spelling("VARCHAR(0)", "''", "NULL"),
            new Spelling("VARBINARY(0)", "''", "NULL"),
            new Spelling("CHAR VARYING(9)", "'ab '", "'€'"),
            new Spelling("NATIONAL CHAR VARYING(9)", "'ab'", "'€'"),
            new Spelling("NCHAR VARYING(9)", "'ab'", "'€'"),
            new Spelling("NCHAR VARCHAR(9)", "'ab'", "'€'"),
            new Spelling("NCHAR", "'a'", "'€'"),
            new Spelling("CHAR(5) BINARY", "'ü'", "'x'"),
            new Spelling("VARCHAR(5) BINARY CHARACTER SET latin1", "'ü'", "'x'"),
            new Spelling("VARCHAR(5) CHARACTER SET latin1 BINARY", "'ü'", "'x'"),
            new Spelling("CHAR(5) ASCII BINARY", "'y'", "'x'"),
            new Spelling("TEXT BYTE", "x'00ff'", "x'01'"),
            new Spelling("TEXT CHARSET latin1 COLLATE latin1_bin", "'ü'", "'x'"),
            new Spelling("MEDIUMTEXT CHARACTER SET utf16le", "'ü😀'", "'x'"),
            new Spelling("TEXT(63)", "'ü'", "'x'"),
            new Spelling("TEXT(64)", "'ü'", "'x'"),
            new Spelling("BLOB(256)", "x'ff00'", "x'00'"),
            new Spelling("LONGBLOB", "x'ff00'", "x'00'"),
            new Spelling("TIME(6)", "'-00:00:00.000001'", "'838:59:59'"),
            new Spelling("DATETIME(1)", "'1000-01-01 00:00:00.1'", "'9999-12-31 23:59:59.9'"),
            new Spelling("VARCHAR(5) CHARACTER SET sjis", "'ソ'", "'x'"),
            new Spelling("VARCHAR(5) CHARACTER SET gbk", "'中'", "'x'"),
            new Spelling("VARCHAR(5) CHARACTER SET koi8r", "'я'", "'x'"),
            new Spelling("VARCHAR(5) CHARACTER SET macroman", "'ü'", "'x'"),
            new Spelling("VARCHAR(5) CHARACTER SET tis620", "'ก'", "'x'"),
            new Spelling("ENUM('ж','b','\\\\') CHARACTER SET cp1251", "1", "3"),
            new Spelling("ENUM('😀','b','a,b','')", "1", "4"),
            new Spelling("SET('ü','b') CHARSET latin1 COLLATE latin1_bin", "3", "1"),
            new Spelling("ENUM('a ','b') COLLATE utf8mb4_bin", "1", "2"),
            new Spelling(setOf(64), "9223372036854775809", "1"),
            new Spelling(enumOf(300), "300", "256"),
            new Spelling("GEOMETRYCOLLECTION", "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')", "NULL"),
            new Spelling("MULTIPOINT", "ST_GeomFromText('MULTIPOINT((1 2))')", "NULL"),
            new Spelling("LINESTRING", "ST_GeomFromText('LINESTRING(0 0,1 1)')", "NULL"),
            new Spelling("TINYINT UNSIGNED", "255", "0"),
            new Spelling("INT1", "-1", "5"),
            new Spelling("INT2 UNSIGNED", "65535", "1"),
            new Spelling("INT3 UNSIGNED", "16777215", "1"),
            new Spelling("MIDDLEINT UNSIGNED", "16777215", "1"),
            new Spelling("INT4 UNSIGNED", "4294967295", "1"),
            new Spelling("INT8 UNSIGNED", "18446744073709551615", "1"),
            new Spelling("INTEGER UNSIGNED", "4294967295", "1"),
            new Spelling("INTEGER(5) UNSIGNED ZEROFILL", "4294967295", "7"),
            new Spelling("INT ZEROFILL", "4294967295", "7"),
            new Spelling("BIGINT(20) ZEROFILL", "18446744073709551615", "7"),
            new Spelling("SMALLINT ZEROFILL UNSIGNED", "65535", "7"),
            new Spelling("REAL", "1e300", "-2.5"),
            new Spelling("DOUBLE PRECISION", "1e300", "-2.5"),
            new Spelling("DOUBLE(9,3)", "123456.789", "-2.5"),
            new Spelling("FLOAT4", "1.5e30", "-2.5"),
            new Spelling("FLOAT8", "1e300", "-2.5"),
            new Spelling("FLOAT(20)", "1.5e30", "-2.5"),
            new Spelling("FLOAT(40)", "1e300", "-2.5"),
            new Spelling("FLOAT UNSIGNED", "1.5e30", "2.5"),
            new Spelling("DEC", "1234567890", "-1"),
            new Spelling("NUMERIC(12,3)", "123456789.123", "-0.001"),
            new Spelling("FIXED(5)", "12345", "-1"),
            new Spelling("DECIMAL(20,0) UNSIGNED ZEROFILL", "12345678901234567890", "1"),
            new Spelling("BIT", "1", "0"),
            new Spelling("BIT(9)", "b'101010101'", "b'1'"),
            new Spelling("CHAR", "'x'", "'ü'"),
            new Spelling("CHARACTER(3)", "'ab'", "'üöä'"),
            new Spelling("CHARACTER VARYING(20)", "'ab '", "'€'"),
            new Spelling("NATIONAL CHARACTER(3)", "'ab'", "'€'"),
            new Spelling("NATIONAL VARCHAR(20)", "'ab'", "'€'"),
            new Spelling("NCHAR(4)", "'ab'", "'€'"),
            new Spelling("NVARCHAR(20)", "'ab'", "'€'"),
            new Spelling("CHAR(5) CHARACTER SET latin1", "'ü'", "'x'"),
            new Spelling("VARCHAR(5) CHARSET latin1", "'ü'", "'x'"),
            new Spelling("VARCHAR(5) COLLATE latin1_german1_ci", "'ü'", "'x'"),
            new Spelling("VARCHAR(5) ASCII", "'y'", "'x'"),
            new Spelling("CHAR(5) BYTE", "x'00ff'", "x'01'"),
            new Spelling("CHAR(5) CHARACTER SET binary", "x'00ff'", "x'01'"),
            new Spelling("VARCHAR(5) CHARACTER SET binary", "x'00ff'", "x'01'"),
            new Spelling("TEXT CHARACTER SET binary", "x'00ff'", "x'01'"),
            new Spelling("BINARY", "x'ff'", "x'00'"),
            new Spelling("BINARY(4)", "x'ff00'", "x'00'"),
            new Spelling("VARBINARY(4)", "x'ff00'", "x'00'"),
            new Spelling("VARCHAR(5) CHARACTER SET ucs2", "_ucs2 x'00410416'", "_ucs2 x'feff0041'"),
            new Spelling("VARCHAR(5) CHARACTER SET utf16", "_utf16 x'd83dde00'", "_utf16 x'feff0041'"),
            new Spelling("VARCHAR(5) CHARACTER SET utf32", "_utf32 x'0001f600'", "_utf32 x'0000feff00000041'"),
            new Spelling("VARCHAR(5) CHARACTER SET cp1251", "_cp1251 x'98'", "'я'"),
            new Spelling("LONG VARCHAR", "'ü'", "'x'"),
            new Spelling("LONG VARBINARY", "x'ff00'", "x'00'"),
            new Spelling("LONG", "'ü'", "'x'"),
            new Spelling("TEXT(70000)", "'ü'", "'x'"),
            new Spelling("BLOB(10)", "x'ff00'", "x'00'"),
            new Spelling("YEAR", "2155", "1901"),
            new Spelling("TIME(3)", "'-838:59:59'", "'00:00:00.123'"),
            new Spelling("DATETIME(6)", "'1000-01-01 00:00:00.000001'", "'9999-12-31 23:59:59'"),
            new Spelling("TIMESTAMP(2) NULL", "'2038-01-01 00:00:00.11'", "'1970-01-02 00:00:00'"),
            new Spelling("DATE", "'1000-01-01'", "'9999-12-31'"),
            new Spelling("ENUM('it''s','a\\\\b','c,d','ü','x\"y')", "1", "3"),
            new Spelling("ENUM('a\\'b','b')", "'a\\'b'", "2"),
            new Spelling("ENUM('ü','b') CHARACTER SET latin1", "'ü'", "2"),
            new Spelling("SET('it''s','a\\\\b','ü','x\"y')", "3", "12"),
            new Spelling("JSON", "'{\"a\": [1, 2.50, \"ü\"]}'", "'[]'"),
            new Spelling("POINT", "ST_GeomFromText('POINT(1 2)')", "ST_GeomFromText('POINT(-1 2.5)')"),
            new Spelling(
                    "POLYGON",
                    "ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))')",
                    "ST_GeomFromText('POLYGON((0 0,2 0,1 1,0 0))')"));

    /** What only MySQL has in JSON: values that aren't texts. */
    static final List<Spelling> OF_MYSQL = List.of(
            new Spelling(
                    "JSON",
                    "JSON_OBJECT('d', CAST('2020-02-03' AS DATE), 't', CAST('10:11:12.5' AS TIME(3)))",
                    "JSON_ARRAY(CAST(1.50 AS DECIMAL(5,2)))"),
            new Spelling(
                    "JSON",
                    "JSON_ARRAY(CAST('2020-02-03 04:05:06.789' AS DATETIME(3)))",
                    "JSON_ARRAY(CAST(18446744073709551615 AS UNSIGNED))"),
            new Spelling("JSON", "JSON_ARRAY(CAST(x'00ff' AS BINARY))", "JSON_ARRAY(1e100, true, null)"),
            new Spelling(
                    "JSON",
                    "JSON_ARRAY(CAST('-00:30:01.25' AS TIME(6)), CAST('-838:59:59' AS TIME))",
                    "JSON_ARRAY(CAST('-00:00:00.000001' AS TIME(6)), CAST('00:00:00' AS TIME))"),
            new Spelling("VARCHAR(5) UNICODE", "'ü'", "'x'"));

    static final List<Spelling> OF_MARIADB = List.of(
            new Spelling("UUID", "'123e4567-e89b-12d3-a456-426614174000'", "'00000000-0000-0000-0000-000000000001'"),
            new Spelling("INET4", "'1.2.3.4'", "'0.0.0.0'"),
            new Spelling("INET4", "'255.255.255.0'", "'1.0.0.0'"),
            new Spelling("INET6", "'::1'", "'::'"),
            new Spelling("INET6", "'2001:db8::8:800:0:0'", "'::ffff:1.2.3.4'"),
            new Spelling("INET6", "'::1.2.3.4'", "'fe80:0:0:1:0:0:0:0'"),
            new Spelling("INET6", "'1:0:0:2:0:0:3:4'", "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00'"),
            new Spelling("VARCHAR(1000) COMPRESSED", "REPEAT('ü', 900)", "'x'"),
            new Spelling("VARCHAR(255) COMPRESSED CHARACTER SET latin1", "REPEAT('ü', 255)", "''"),
            new Spelling("VARCHAR(254) COMPRESSED CHARACTER SET latin1", "REPEAT('ü', 254)", "' '"),
            new Spelling("VARBINARY(300) COMPRESSED=zlib", "REPEAT(x'00ff', 150)", "x'80'"),
            new Spelling("TINYTEXT COMPRESSED", "REPEAT('a', 250)", "'€'"),
            new Spelling("TEXT COMPRESSED CHARACTER SET ucs2", "REPEAT('ü', 30000)", "'x'"),
            new Spelling("MEDIUMBLOB COMPRESSED", "REPEAT(x'ff00', 100000)", "''"),
            new Spelling("LONGTEXT COMPRESSED", "REPEAT('ab', 300000)", "'€'"),
            new Spelling("UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000002'", "DEFAULT", "DEFAULT"));

    private Spellings() {}

    private static String setOf(int labels) {
        return "SET" + labels(labels);
    }

    private static String enumOf(int labels) {
        return "ENUM" + labels(labels);
    }

    private static String labels(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(label -> "'l" + label + "'")
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** Ways by which a table gets such columns, each a table of its own, and two rows in it. */
    static List<String> streamed(List<Spelling> spellings, String name) {
        var statements = new ArrayList<String>();
        var columns = new ArrayList<String>();
        for (var index = 0; index < spellings.size(); index++) {
            columns.add("c" + index + " " + spellings.get(index).type());
        }
        statements.add("CREATE TABLE DB." + name + "_created (id INT PRIMARY KEY, " + String.join(", ", columns) + ")");
        statements.add("CREATE TABLE DB." + name + "_commented (id INT PRIMARY KEY /*!50000 , "
                + String.join(", ", columns) + " */)");
        statements.add("ALTER TABLE DB." + name + "_added ADD (" + String.join(", ", columns) + ")");
        columns.replaceAll(column -> "CHANGE o" + column.substring(1, column.indexOf(' ')) + " " + column);
        statements.add("ALTER TABLE DB." + name + "_changed " + String.join(", ", columns));
        statements.add("CREATE TABLE DB." + name + "_like LIKE DB." + name + "_changed");
        for (var way : List.of("created", "commented", "added", "changed", "like")) {
            for (var row = 0; row < 2; row++) {
                var values = new ArrayList<String>();
                for (var spelling : spellings) {
                    values.add(spelling.values()[row]);
                }
                statements.add("INSERT INTO DB." + name + "_" + way + " VALUES (" + row + ", "
                        + String.join(", ", values) + ")");
            }
            statements.add("INSERT INTO DB." + name + "_" + way + " (id) VALUES (9)");
        }
        return statements;
    }

    static List<String> before(List<Spelling> spellings, String name) {
        var old = new StringBuilder();
        for (var index = 0; index < spellings.size(); index++) {
            old.append(", o").append(index).append(" VARBINARY(1)");
        }
        return List.of(
                "CREATE TABLE DB." + name + "_added (id INT PRIMARY KEY)",
                "CREATE TABLE DB." + name + "_changed (id INT PRIMARY KEY" + old + ")");
    }
}
