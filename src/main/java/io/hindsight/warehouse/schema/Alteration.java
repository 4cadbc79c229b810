package io.hindsight.warehouse.schema;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.SqlTemplate;
import io.hindsight.warehouse.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A statement that alters a kept table, or its stage. */
record Alteration(String sql) {

    /** Adds a column to a table. */
    static Alteration add(Dialect dialect, CapturedTable kept, String table, Column column, String type) {
        return column("add-column", dialect, kept, table, column, type);
    }

    /** Changes a column's type. */
    static Alteration widen(Dialect dialect, CapturedTable kept, String table, Column column, String type) {
        return column("widen-column", dialect, kept, table, column, type);
    }

    /** Makes one statement of all that alter a table. */
    static List<String> together(Dialect dialect, String table, List<String> alterations) {
        var start = "ALTER TABLE " + dialect.quote(table) + " ";
        return alterations.isEmpty()
                ? List.of()
                : List.of(alterations.stream()
                        .map(each -> each.substring(start.length()))
                        .collect(Collectors.joining(", ", start, "")));
    }

    private static Alteration column(
            String file, Dialect dialect, CapturedTable kept, String table, Column column, String type) {
        return of(
                file,
                dialect,
                kept,
                Map.of("table", dialect.quote(table), "column", dialect.quote(column.target()), "type", type));
    }

    /** @param own places of the statement, besides those of all statements of the table */
    static Alteration of(String file, Dialect dialect, CapturedTable kept, Map<String, String> own) {
        var places = new HashMap<>(Statements.places(dialect, kept));
        own.forEach((name, text) -> places.put(name, alias -> text));
        return new Alteration(SqlTemplate.load(dialect.name(), file).fill(places));
    }
}
