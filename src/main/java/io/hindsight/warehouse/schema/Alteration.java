package io.hindsight.warehouse.schema;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.warehouse.SqlTemplate;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.Warehouse;
import java.util.HashMap;
import java.util.Map;

/** A statement that alters a kept table, or its stage. */
record Alteration(String sql) {

    /** Adds a column to a table. */
    static Alteration add(Warehouse warehouse, CapturedTable kept, String table, Column column, String type) {
        return column("add-column", warehouse, kept, table, column, type);
    }

    /** Changes a column's type. */
    static Alteration widen(Warehouse warehouse, CapturedTable kept, String table, Column column, String type) {
        return column("widen-column", warehouse, kept, table, column, type);
    }

    private static Alteration column(
            String file, Warehouse warehouse, CapturedTable kept, String table, Column column, String type) {
        return of(
                file,
                warehouse,
                kept,
                Map.of("table", warehouse.quote(table), "column", warehouse.quote(column.target()), "type", type));
    }

    /** @param own places of the statement, besides those of all statements of the table */
    static Alteration of(String file, Warehouse warehouse, CapturedTable kept, Map<String, String> own) {
        var places = new HashMap<>(Statements.places(warehouse, kept));
        own.forEach((name, text) -> places.put(name, alias -> text));
        return new Alteration(SqlTemplate.load(warehouse.name(), file).fill(places));
    }
}
