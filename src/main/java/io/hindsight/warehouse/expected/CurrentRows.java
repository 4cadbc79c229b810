package io.hindsight.warehouse.expected;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.SqlTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rows of a kept table that are in force now, and how a statement of an engine names them, their columns and values. */
public record CurrentRows(Dialect dialect, CapturedTable table) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(?:\\.(\\d{1,18}))?");

    /** Every engine has numbers of so many digits. */
    private static final int PRECISION = 38;

    /** What they are read from. */
    String name() {
        var declaration = table.declaration();
        return dialect.quote(
                switch (declaration.keep()) {
                    case HISTORY -> declaration.target() + "_current";
                    case CURRENT -> declaration.target();
                });
    }

    /** Finds a column by its name in the warehouse. */
    Column column(String name) {
        return table.target(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no column " + name + " in "
                        + table.declaration().target() + "; there are "
                        + table.columns().stream().map(Column::target).collect(Collectors.joining(", "))));
    }

    String quoted(String column) {
        return dialect.quote(column(column).target());
    }

    /** All of the columns in one list or condition. */
    String each(List<String> columns, String behind, String between) {
        return columns.stream().map(column -> quoted(column) + behind).collect(Collectors.joining(between));
    }

    /**
     * A parameter that is compared with a column. A number has a type of its own: that of the column may not reach as far,
     * and some engines cut it off then.
     *
     * @param text of the parameter
     */
    String parameter(String column, String text) {
        var compared = column(column);
        return switch (compared.type().kind()) {
            case WHOLE, DECIMAL, YEAR -> number(compared, text);
            case FLOAT, BIT, DATE, TIME, DATETIME, TIMESTAMP, TEXT, ENUM, SET, UUID -> dialect.asked(
                    compared.required(), "?");
            case BINARY, JSON, GEOMETRY, ARRAY -> throw new IllegalArgumentException(
                    column + " is a " + compared.type() + ", whose values can't be compared with a text");
        };
    }

    private String number(Column column, String text) {
        var digits = NUMBER.matcher(text);
        if (!digits.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no number, which " + column.target()
                    + " has, of at most 20 digits before the point and 18 after it");
        }
        var scale = digits.group(1) == null ? 0 : digits.group(1).length();
        var type = new ColumnType.Decimal(PRECISION, scale);
        return dialect.asked(new Column(column.name(), column.target(), type, false, false, false), "?");
    }

    /** Fills a statement that is about these rows. */
    FailingRows failing(String file, List<String> parameters, Map<String, String> places) {
        var filled = new HashMap<String, Function<String, String>>();
        filled.put("rows", alias -> name());
        places.forEach((place, text) -> filled.put(place, alias -> text));
        return new FailingRows(SqlTemplate.load(dialect.name(), file).fill(filled), parameters);
    }
}
