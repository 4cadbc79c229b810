package io.hindsight.warehouse.postgresql;

import io.hindsight.table.Column;
import io.hindsight.table.RowText;
import java.util.List;
import java.util.stream.IntStream;

/** PostgreSQL: a time is an interval, whose parts have a sign each; a session in UTC. */
final class PostgreSqlText implements RowText {

    /** A function takes 100, and one is what stands between the others. */
    private static final int ARGUMENTS = 99;

    private final PostgreSql engine;

    PostgreSqlText(PostgreSql engine) {
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
            case WHOLE, YEAR, DECIMAL, UUID -> "CAST(" + name + " AS text)";
            case BIT -> column.type().bits() == 1
                    ? "CAST(CAST(" + name + " AS integer) AS text)"
                    : "CAST(" + name + " AS text)";
            case DATE -> "to_char(" + name + ", 'YYYY-MM-DD')";
            case DATETIME, TIMESTAMP -> "to_char(" + name + ", 'YYYY-MM-DD HH24:MI:SS.US')";
            case TIME -> "CASE WHEN " + name + " < interval '0' THEN '-' ELSE '' END || to_char(greatest(" + name
                    + ", -" + name + "), 'HH24:MI:SS.US')";
            case TEXT, ENUM, SET -> name;
            case BINARY, GEOMETRY -> "encode(" + name + ", 'hex')";
            case FLOAT, JSON, ARRAY -> throw new IllegalArgumentException(column.name() + " is compared as value");
        };
    }

    @Override
    public String value(Column column, String parameter) {
        return switch (column.type().kind()) {
            case BINARY, GEOMETRY -> "decode(" + parameter + ", 'hex')";
            default -> "CAST(" + parameter + " AS " + engine.type(column) + ")";
        };
    }

    @Override
    public String number(List<Column> columns) {
        var texts = columns.stream()
                .map(column -> "coalesce('=' || " + text(column) + ", '-')")
                .toList();
        var parts = IntStream.iterate(0, from -> from < texts.size(), from -> from + ARGUMENTS)
                .mapToObj(from -> joined(texts.subList(from, Math.min(from + ARGUMENTS, texts.size()))))
                .toList();
        return "CAST(CAST('x' || left(md5(convert_to(" + joined(parts) + ", 'UTF8')), 12) AS bit(48)) AS bigint)";
    }

    private static String joined(List<String> texts) {
        return "concat_ws(',', " + String.join(", ", texts) + ")";
    }
}
