package io.hindsight.warehouse.schema;

import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Statements;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a person changes what an engine can't alter: by a copy that takes the table's place.
 *
 * @param columns names of all that the table has, the program's own among them
 */
record TableCopy(Dialect dialect, CapturedTable kept, Collection<String> columns) {

    /** What to do, in words. */
    String cure(CapturedTable wanted) {
        return "stop the program, run in the warehouse: "
                + statements(wanted).stream().map(SchemaPolicy::oneLine).collect(Collectors.joining("; "))
                + "; and start it again";
    }

    /** Makes the copy, fills it, and swaps the names. */
    List<String> statements(CapturedTable wanted) {
        var storage = dialect.storage(kept.declaration());
        var table = dialect.quote(storage);
        var copy = dialect.quote(storage + "_copy");
        var all = columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
        var swap = Alteration.of("swap-tables", dialect, kept, Map.of("table", table, "copy", copy));
        return List.of(
                Statements.createAs(dialect, wanted, storage + "_copy"),
                "INSERT INTO " + copy + " (" + all + ") SELECT " + all + " FROM " + table,
                swap.sql());
    }
}
