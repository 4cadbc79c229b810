package io.hindsight.warehouse;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OwnColumns;
import io.hindsight.table.TableDeclaration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes the parts of statements that let what was read first of a key begin where the table's history does. Such a row
 * keeps when it was read, so that a change that comes late and is earlier still gives it its own start. Tables whose
 * history begins with the snapshot have none of it.
 */
final class Begun {

    private static final Column MOMENT = new Column(
            OwnColumns.READ,
            OwnColumns.READ,
            new ColumnType.Time(ColumnType.TypeKind.TIMESTAMP, 6),
            true,
            false,
            false);

    private final Dialect dialect;
    private final CapturedTable table;
    private final String read;

    Begun(Dialect dialect, CapturedTable table) {
        this.dialect = dialect;
        this.table = table;
        this.read = dialect.quote(OwnColumns.READ);
    }

    /** Whether a declaration's versions may begin before they were read; a column's own time says it otherwise. */
    static boolean isNeeded(TableDeclaration table) {
        return table.isFromLog()
                && table.keep() == KeepMode.HISTORY
                && table.effectiveFrom().isEmpty();
    }

    private String ifNeeded(String text) {
        return isNeeded(table.declaration()) ? text : "";
    }

    /** What stands for the places of statements. */
    Map<String, Function<String, String>> places() {
        var isNeeded = isNeeded(table.declaration());
        return Map.ofEntries(
                Map.entry("read", alias -> ifNeeded(", " + alias + read)),
                Map.entry("read_definition", alias -> ifNeeded(",\n  " + read + " " + dialect.type(MOMENT))),
                Map.entry(
                        "own_start",
                        alias -> isNeeded
                                ? "coalesce(" + alias + read + ", " + alias + "effective_start_ts)"
                                : alias + "effective_start_ts"),
                Map.entry("and_no_read", alias -> ifNeeded("\n      AND known.op_type <> 'r'")),
                Map.entry("moved", alias -> ifNeeded(",\n    " + moved() + " AS hindsight_moved")),
                Map.entry("starts", alias -> isNeeded ? "hindsight_moved" : "hindsight_starts"),
                Map.entry("own", alias -> ifNeeded(" hindsight_starts AS hindsight_own,")),
                Map.entry("read_at", alias -> ifNeeded(", " + readAt(alias.replace(".", "")))),
                Map.entry("read_again", alias -> ifNeeded(",\n  " + read + " = excluded." + read)),
                Map.entry(
                        "first_read",
                        alias ->
                                ifNeeded(", min(CASE WHEN op_type = 'r' THEN change_seq END) AS hindsight_first_read")),
                Map.entry(
                        "until", alias -> ifNeeded("\n  CROSS JOIN (" + until("hindsight_until") + ") AS beginnings")),
                Map.entry(
                        "or_read",
                        alias -> ifNeeded(" OR max(CASE WHEN hindsight_first_read <= hindsight_until"
                                + " OR hindsight_recent.op_type = 'r' AND hindsight_recent.change_seq <= hindsight_until"
                                + " THEN 1 ELSE 0 END) = 1")));
    }

    /** Of the first that is known of a key, or the first after a truncate. */
    private String moved() {
        return "CASE WHEN op_type = 'r' AND " + dialect.opBefore(keys()) + " = 't' AND change_seq <= ("
                + until("hindsight_until") + ") THEN least(hindsight_starts, (SELECT min(commit_ts) FROM"
                + " hindsight_beginnings WHERE table_name = " + target() + ")) ELSE hindsight_starts END";
    }

    private String until(String name) {
        return "SELECT max(change_seq) AS " + name + " FROM hindsight_beginnings WHERE table_name = " + target();
    }

    private static String readAt(String start) {
        return "CASE WHEN hindsight_own > " + start + " THEN hindsight_own END";
    }

    private String keys() {
        return table.keys().stream()
                .map(column -> dialect.quote(column.target()))
                .collect(Collectors.joining(", "));
    }

    private String target() {
        return dialect.literal(table.declaration().target());
    }
}
