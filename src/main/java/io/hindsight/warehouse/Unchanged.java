package io.hindsight.warehouse;

import io.hindsight.history.Row;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.OwnColumns;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the parts of statements that take values which a change leaves out from the key's version before. Each row says
 * which those were, so that a version that comes late still gives its values to the rows behind it. Tables whose changes
 * are whole have none of it.
 */
final class Unchanged {

    private static final String NO_DELETE = "op_type <> 'd'";

    private final Dialect dialect;
    private final CapturedTable table;
    private final String mark;

    Unchanged(Dialect dialect, CapturedTable table) {
        this.dialect = dialect;
        this.table = table;
        this.mark = dialect.quote(OwnColumns.UNCHANGED);
    }

    private boolean isNeeded() {
        return table.declaration().isPartial();
    }

    /** The text; empty where the table's changes are whole. */
    String ifNeeded(String text) {
        return isNeeded() ? text : "";
    }

    /** Names a row's columns, with a comma on each side of each. */
    static String text(CapturedTable table, Row row) {
        return row.unchanged().isEmpty()
                ? ""
                : row.unchanged().stream()
                        .map(place -> word(table.columns().get(place)))
                        .collect(Collectors.joining(",", ",", ","));
    }

    /** Free of signs that mean something anywhere. */
    private static String word(Column column) {
        return URLEncoder.encode(column.target(), StandardCharsets.UTF_8);
    }

    /** The column that says it, behind others. */
    String column(String alias) {
        return ifNeeded(", " + alias + mark);
    }

    /** Its definition, behind others. */
    String definition() {
        return ifNeeded(", " + mark + " " + dialect.text());
    }

    /** Its value where all of a row is known, behind others. */
    String none() {
        return ifNeeded(", ''");
    }

    /** What rows are read from so that {@link #columns} can be. */
    String said(String chain) {
        if (!isNeeded()) {
            return chain;
        }
        return (dialect.lastWhere("", "").isPresent() ? chain : counted(chain)) + " AS hindsight_said";
    }

    /** Each column's value begins anew where a change says it. */
    private String counted(String chain) {
        var counts = IntStream.range(0, values().size())
                .filter(place -> canBeLarge(values().get(place)))
                .mapToObj(place -> ", " + count(isSaid(values().get(place)), place + 1));
        return "(SELECT *, " + count(NO_DELETE, 0) + counts.collect(Collectors.joining()) + " FROM " + chain + ")";
    }

    private String count(String said, int place) {
        return "sum(CASE WHEN " + said + " THEN 1 ELSE 0 END)" + over(keys()) + " AS hindsight_said_" + place;
    }

    private String isSaid(Column column) {
        var words = "coalesce(" + mark + ", '')";
        return "replace(" + words + ", " + dialect.literal("," + word(column) + ",") + ", '') = " + words;
    }

    /** The table's columns, each as it was last said. */
    String columns() {
        return table.columns().stream()
                .map(column -> isNeeded() && !column.key() ? lastSaid(column) + " AS " + name(column) : name(column))
                .collect(Collectors.joining(", "));
    }

    private String lastSaid(Column column) {
        var value = "hindsight_said." + name(column);
        return dialect.lastWhere(value, canBeLarge(column) ? isSaid(column) : NO_DELETE)
                .map(last -> last + over(keys()))
                .orElseGet(() -> "first_value(" + value + ")"
                        + over(keys() + ", hindsight_said_" + (canBeLarge(column) ? values().indexOf(column) + 1 : 0)));
    }

    private static String over(String partition) {
        return " OVER (PARTITION BY " + partition
                + " ORDER BY change_seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";
    }

    /** Writes values again that a late version has given, behind other assignments. */
    String assigned() {
        return ifNeeded(values().stream()
                .map(column -> ", " + name(column) + " = excluded." + name(column))
                .collect(Collectors.joining()));
    }

    /** Whether such values differ, behind other conditions. */
    String differs(String left, String right) {
        return ifNeeded(values().isEmpty() ? "" : " OR " + row(left) + " IS DISTINCT FROM " + row(right));
    }

    private String row(String alias) {
        return values().stream().map(column -> alias + name(column)).collect(Collectors.joining(", ", "ROW(", ")"));
    }

    private List<Column> values() {
        return table.values();
    }

    private String keys() {
        return table.keys().stream().map(this::name).collect(Collectors.joining(", "));
    }

    private String name(Column column) {
        return dialect.quote(column.target());
    }

    /** What a log leaves out is large; of other columns only deletes leave something out. */
    private static boolean canBeLarge(Column column) {
        return switch (column.type().kind()) {
            case WHOLE, YEAR, FLOAT, DATE, TIME, DATETIME, TIMESTAMP, UUID, ENUM, SET -> false;
            case BIT -> column.type().bits() > 1;
            case DECIMAL, TEXT, BINARY, JSON, GEOMETRY, ARRAY -> true;
        };
    }
}
