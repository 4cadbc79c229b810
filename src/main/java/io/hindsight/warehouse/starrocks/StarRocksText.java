package io.hindsight.warehouse.starrocks;

import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.RowText;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** StarRocks: a time is kept as its text already. */
final class StarRocksText implements RowText {

    private final StarRocks engine;

    StarRocksText(StarRocks engine) {
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
            case WHOLE, YEAR, DECIMAL, DATE -> "CAST(" + name + " AS char)";
            case BIT -> column.type().bits() == 1
                    ? "CASE WHEN " + name + " THEN '1' WHEN NOT " + name + " THEN '0' END"
                    : "CAST(" + name + " AS char)";
            case DATETIME, TIMESTAMP -> "date_format(" + name + ", '%Y-%m-%d %H:%i:%s.%f')";
            case TIME, TEXT, ENUM, SET, UUID -> name;
            case BINARY, GEOMETRY -> "lower(from_binary(" + name + ", 'hex'))";
            case FLOAT, JSON, ARRAY -> throw new IllegalArgumentException(column.name() + " is compared as value");
        };
    }

    /** The server makes of a text what it is compared with; bytes it doesn't. */
    @Override
    public String value(Column column, String parameter) {
        return switch (column.type().kind()) {
            case BINARY, GEOMETRY -> "to_binary(" + parameter + ", 'hex')";
            case WHOLE, BIT -> engine.type(column).equals("largeint")
                    ? "CAST(" + parameter + " AS largeint)"
                    : "CAST(" + parameter + " AS bigint)";
            case YEAR -> "CAST(" + parameter + " AS bigint)";
            case DECIMAL -> "CAST(" + parameter + " AS " + engine.type(column) + ")";
            case DATE -> "CAST(" + parameter + " AS date)";
            case DATETIME, TIMESTAMP -> "CAST(" + parameter + " AS datetime)";
            default -> parameter;
        };
    }

    /** Rows in brackets aren't compared: each must be called one. */
    @Override
    public String among(List<Column> columns, int sets) {
        if (columns.size() == 1) {
            return RowText.super.among(columns, sets);
        }
        var names = columns.stream().map(this::name).collect(Collectors.joining(", "));
        var one = columns.stream().map(column -> value(column, "?")).collect(Collectors.joining(", "));
        return "row(" + names + ") IN (" + String.join(", ", Collections.nCopies(sets, "row(" + one + ")")) + ")";
    }

    @Override
    public String number(List<Column> columns) {
        return columns.stream()
                .map(column -> "ifnull(concat('=', " + text(column) + "), '-')")
                .collect(Collectors.joining(", ", "CAST(conv(left(md5(concat_ws(',', ", ")), 12), 16, 10) AS bigint)"));
    }

    /** All digits of a FLOAT, whoever speaks the protocol. */
    @Override
    public String whole(Column column) {
        return column.type().equals(new ColumnType.Floating(32))
                ? "CAST(" + name(column) + " AS double)"
                : name(column);
    }
}
