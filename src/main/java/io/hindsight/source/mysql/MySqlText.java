package io.hindsight.source.mysql;

import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.RowText;
import java.util.List;
import java.util.stream.Collectors;

/** MySQL as the source; a session in UTC. Bytes are joined, not characters: collations don't mix. */
final class MySqlText implements RowText {

    @Override
    public String name(Column column) {
        return MySqlNames.quoted(column.name());
    }

    @Override
    public String text(Column column) {
        var name = name(column);
        return switch (column.type().kind()) {
            case WHOLE, YEAR, BIT, DECIMAL -> "CAST(" + name + " + 0 AS CHAR)";
            case DATE -> notZero(name, "CAST(" + name + " AS CHAR)");
            case DATETIME, TIMESTAMP -> notZero(name, "DATE_FORMAT(" + name + ", '%Y-%m-%d %H:%i:%s.%f')");
            case TIME -> "CAST(CAST(" + name + " AS TIME(6)) AS CHAR)";
            case TEXT, ENUM, SET, UUID -> "CONVERT(" + name + " USING utf8mb4)";
            case BINARY, GEOMETRY -> "LOWER(HEX(" + name + "))";
            case FLOAT, JSON, ARRAY -> throw new IllegalArgumentException(column.name() + " is compared as value");
        };
    }

    private static String notZero(String name, String text) {
        return "IF(MONTH(" + name + ") = 0 OR DAYOFMONTH(" + name + ") = 0, NULL, " + text + ")";
    }

    @Override
    public String value(Column column, String parameter) {
        return switch (column.type().kind()) {
            case WHOLE, YEAR, BIT -> "CAST(" + parameter + " AS "
                    + (column.type().kind() == TypeKind.BIT || !column.type().isSigned() ? "UNSIGNED" : "SIGNED")
                    + ")";
            case DECIMAL -> "CAST(" + parameter + " AS DECIMAL(" + column.type().precision() + ", "
                    + column.type().scale() + "))";
            case DATE -> "CAST(" + parameter + " AS DATE)";
            case DATETIME, TIMESTAMP -> "CAST(" + parameter + " AS DATETIME(6))";
            case TIME -> "CAST(" + parameter + " AS TIME(6))";
            case BINARY, GEOMETRY -> "UNHEX(" + parameter + ")";
            case TEXT, ENUM, SET, UUID, FLOAT, JSON, ARRAY -> parameter;
        };
    }

    @Override
    public String number(List<Column> columns) {
        return columns.stream()
                .map(column -> "IFNULL(CONCAT('=', CAST(" + text(column) + " AS BINARY)), '-')")
                .collect(Collectors.joining(
                        ", ", "CAST(CONV(LEFT(MD5(CONCAT_WS(',', ", ")), 12), 16, 10) AS UNSIGNED)"));
    }

    /** Of a FLOAT MySQL says six digits, of a DOUBLE all. */
    @Override
    public String whole(Column column) {
        return column.type().equals(new ColumnType.Floating(32)) ? name(column) + " + 0e0" : name(column);
    }
}
