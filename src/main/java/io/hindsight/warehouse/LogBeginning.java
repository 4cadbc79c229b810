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
 * Writes the parts of statements that let what was read first of a key begin where the table's history does. Rows keep the
 * moments of their own beside those at which they start, so that neither depends on what was known first. Tables whose
 * history begins with the snapshot have none of it.
 */
final class LogBeginning {

    private static final Column MOMENT = new Column(
            OwnColumns.OWN, OwnColumns.OWN, new ColumnType.Time(ColumnType.TypeKind.TIMESTAMP, 6), true, false, false);

    private final Dialect dialect;
    private final CapturedTable table;
    private final String own;

    LogBeginning(Dialect dialect, CapturedTable table) {
        this.dialect = dialect;
        this.table = table;
        this.own = dialect.quote(OwnColumns.OWN);
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
                Map.entry("own_column", alias -> ifNeeded(", " + alias + own)),
                Map.entry("own_definition", alias -> ifNeeded(",\n  " + own + " " + dialect.type(MOMENT))),
                Map.entry(
                        "own_start",
                        alias -> isNeeded
                                ? "coalesce(" + alias + own + ", " + alias + "effective_start_ts)"
                                : alias + "effective_start_ts"),
                Map.entry(
                        "own_of",
                        alias -> ifNeeded(
                                ", coalesce(" + alias + own + ", " + alias + "effective_start_ts) AS hindsight_own")),
                Map.entry("own_staged", alias -> ifNeeded(", " + alias + "commit_ts")),
                Map.entry("own_passed", alias -> ifNeeded(", hindsight_own")),
                // of what stands before the last one that is looked at, its start says enough
                Map.entry(
                        "known_start",
                        alias -> ifNeeded(", CASE WHEN known.op_type <> 'r' AND known.change_seq ="
                                + " anchored.hindsight_anchor_seq THEN known.effective_start_ts ELSE coalesce(known."
                                + own + ", known.effective_start_ts) END AS hindsight_near_start")),
                Map.entry("near_start", alias -> isNeeded ? "hindsight_near_start" : "effective_start_ts"),
                Map.entry("and_no_read", alias -> ifNeeded("\n      AND known.op_type <> 'r'")),
                Map.entry("moved", alias -> ifNeeded(",\n    " + moved() + " AS hindsight_moved")),
                Map.entry("starts", alias -> isNeeded ? "hindsight_moved" : "hindsight_starts"),
                Map.entry("own_start_kept", alias -> ifNeeded(" hindsight_starts AS hindsight_own,")),
                Map.entry("own_if_other", alias -> ifNeeded(", " + ownIfOther(alias.replace(".", "")))),
                Map.entry(
                        "own_again",
                        alias -> ifNeeded(",\n  " + own + " = coalesce(excluded." + own + ", history." + own + ")")),
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

    private static String ownIfOther(String start) {
        return "CASE WHEN hindsight_own <> " + start + " THEN hindsight_own END";
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
