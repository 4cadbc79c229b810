package io.hindsight.warehouse.schema;

import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.Warehouse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a person changes what an engine can't alter: by a copy that takes the table's place.
 *
 * @param columns names of all that the table has, the program's own among them
 */
record TableCopy(Warehouse warehouse, CapturedTable kept, Collection<String> columns) {

    /** What to do, in words. */
    String cure(CapturedTable wanted) {
        return "stop the program, run in the warehouse: "
                + statements(wanted).stream().map(SchemaPolicy::oneLine).collect(Collectors.joining("; "))
                + "; and start it again";
    }

    /** Makes the copy, fills it, and swaps the names. */
    List<String> statements(CapturedTable wanted) {
        var storage = warehouse.storage(kept.declaration());
        var table = warehouse.quote(storage);
        var copy = warehouse.quote(storage + "_copy");
        var all = columns.stream().map(warehouse::quote).collect(Collectors.joining(", "));
        var swap = Alteration.of("swap-tables", warehouse, kept, Map.of("table", table, "copy", copy));
        return List.of(
                Statements.of(warehouse, wanted).create().get(0).replace(table, copy),
                "INSERT INTO " + copy + " (" + all + ") SELECT " + all + " FROM " + table,
                swap.sql());
    }
}
