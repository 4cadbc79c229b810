package io.hindsight.warehouse.clickhouse;

import io.hindsight.table.Column;
import io.hindsight.table.RowText;
import java.util.List;
import java.util.stream.Collectors;

/** ClickHouse: a decimal's text has no zeros at its end unless it is asked for them. */
final class ClickHouseText implements RowText {

    private final ClickHouse engine;

    ClickHouseText(ClickHouse engine) {
        this.engine = engine;
    }

    @Override
    public String name(Column column) {
        return engine.quote(column.target());
    }

    @Override
    public String text(Column column) {
        var name = name(column);
        return switch (column.type().kind()) {
            case WHOLE, YEAR, DATE, ENUM, UUID -> "toString(" + name + ")";
            case BIT -> column.type().bits() == 1 ? "toString(toUInt8(" + name + "))" : "toString(" + name + ")";
            case DECIMAL -> "toDecimalString(" + name + ", " + column.type().scale() + ")";
            case DATETIME, TIMESTAMP -> "toString(toDateTime64(" + name + ", 6, 'UTC'))";
            case TIME -> time(name);
            case TEXT, SET -> name;
            case BINARY, GEOMETRY -> "lower(hex(" + name + "))";
            case FLOAT, JSON, ARRAY -> throw new IllegalArgumentException(column.name() + " is compared as value");
        };
    }

    /** Its own text of a time has three digits for the hours, or two. */
    private static String time(String name) {
        return "replaceRegexpOne(toString(CAST(" + name
                + ", 'Nullable(Time64(6))')), '^(-?)0([0-9]{2}:)', '\\\\1\\\\2')";
    }

    @Override
    public String value(Column column, String parameter) {
        return switch (column.type().kind()) {
            case BINARY, GEOMETRY -> "unhex(" + parameter + ")";
            case TEXT, ENUM, SET -> parameter;
            default -> "CAST(" + parameter + " AS " + engine.type(column) + ")";
        };
    }

    @Override
    public String number(List<Column> columns) {
        return columns.stream()
                .map(column -> "ifNull(concat('=', " + text(column) + "), '-')")
                .collect(Collectors.joining(
                        ", ", "reinterpretAsUInt64(reverse(substring(MD5(concatWithSeparator(',', ", ")), 1, 6)))"));
    }
}
