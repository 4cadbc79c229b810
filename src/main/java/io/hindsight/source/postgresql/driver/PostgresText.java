package io.hindsight.source.postgresql.driver;

import io.hindsight.source.postgresql.PostgresConnection;
import io.hindsight.source.postgresql.PostgresNames;
import io.hindsight.table.Column;
import io.hindsight.table.RowText;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL as the source; a session as {@link PostgresConnection} makes it. */
final class PostgresText implements RowText {

    @Override
    public String name(Column column) {
        return PostgresNames.quoted(column.name());
    }

    @Override
    public String text(Column column) {
        var name = name(column);
        return switch (column.type().kind()) {
            case WHOLE, YEAR, UUID -> "CAST(" + name + " AS text)";
            case DATE -> "to_char(" + name + ", 'YYYY-MM-DD')";
            case TIME -> "to_char(CAST(" + name + " AS interval), 'HH24:MI:SS.US')";
                // of money too, whose text has a currency
            case DECIMAL -> "CAST(CAST(" + name + " AS numeric) AS text)";
            case TEXT, ENUM, SET -> PostgresNames.text(name);
            case BIT -> "CAST(CAST(" + name + " AS integer) AS text)";
            case DATETIME, TIMESTAMP -> "to_char(" + name + ", 'YYYY-MM-DD HH24:MI:SS.US')";
            case BINARY, GEOMETRY -> "encode(" + name + ", 'hex')";
            case FLOAT, JSON, ARRAY -> throw new IllegalArgumentException(column.name() + " is compared as value");
        };
    }

    @Override
    public String value(Column column, String parameter) {
        return switch (column.type().kind()) {
            case WHOLE, YEAR -> "CAST(" + parameter + " AS bigint)";
            case BIT -> "CAST(CAST(" + parameter + " AS integer) AS boolean)";
            case DECIMAL -> "CAST(" + parameter + " AS numeric)";
            case DATE -> "CAST(" + parameter + " AS date)";
            case DATETIME -> "CAST(" + parameter + " AS timestamp)";
            case TIMESTAMP -> "CAST(" + parameter + " AS timestamptz)";
            case TIME -> "CAST(" + parameter + " AS time)";
            case UUID -> "CAST(" + parameter + " AS uuid)";
            case BINARY, GEOMETRY -> "decode(" + parameter + ", 'hex')";
            case TEXT, ENUM, SET, FLOAT, JSON, ARRAY -> parameter;
        };
    }

    @Override
    public String number(List<Column> columns) {
        return columns.stream()
                .map(column -> "coalesce('=' || " + text(column) + ", '-')")
                .collect(Collectors.joining(
                        " || ',' || ", "CAST(CAST('x' || left(md5(", "), 12) AS bit(48)) AS bigint)"));
    }
}
