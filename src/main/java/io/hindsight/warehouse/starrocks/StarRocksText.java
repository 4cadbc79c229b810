package io.hindsight.warehouse.starrocks;

import io.hindsight.table.Column;
import io.hindsight.table.MySqlType;
import io.hindsight.table.RowText;
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
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR, DECIMAL, DATE -> "CAST(" + name + " AS char)";
            case BIT -> column.precision() == 1
                    ? "CASE WHEN " + name + " THEN '1' WHEN NOT " + name + " THEN '0' END"
                    : "CAST(" + name + " AS char)";
            case DATETIME, TIMESTAMP -> "date_format(" + name + ", '%Y-%m-%d %H:%i:%s.%f')";
            case TIME, TEXT, ENUM -> name;
            case BINARY, GEOMETRY -> "lower(from_binary(" + name + ", 'hex'))";
            case FLOAT, DOUBLE, JSON -> throw new IllegalArgumentException(column.name() + " is compared as value");
        };
    }

    /** The server makes of a text what it is compared with; bytes it doesn't. */
    @Override
    public String value(Column column, String parameter) {
        return switch (column.type()) {
            case BINARY, GEOMETRY -> "to_binary(" + parameter + ", 'hex')";
            case BIGINT, BIT -> column.unsigned() || column.precision() == 64
                    ? "CAST(" + parameter + " AS largeint)"
                    : "CAST(" + parameter + " AS bigint)";
            case TINYINT, SMALLINT, MEDIUMINT, INT, YEAR -> "CAST(" + parameter + " AS bigint)";
            case DECIMAL -> "CAST(" + parameter + " AS " + engine.type(column) + ")";
            case DATE -> "CAST(" + parameter + " AS date)";
            case DATETIME, TIMESTAMP -> "CAST(" + parameter + " AS datetime)";
            default -> parameter;
        };
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
        return column.type() == MySqlType.FLOAT ? "CAST(" + name(column) + " AS double)" : name(column);
    }
}
