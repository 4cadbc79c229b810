package io.hindsight.warehouse.schema;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.OwnColumns;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.SqlTemplate;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what a warehouse has under the names of a kept table is this program's, and as it is made today. */
final class Occupants {

    private final Dialect dialect;
    private final CapturedTable kept;
    private final String target;

    /** @param kept the table with the columns that it has there, if it is there */
    Occupants(Dialect dialect, CapturedTable kept) {
        this.dialect = dialect;
        this.kept = kept;
        this.target = kept.declaration().target();
    }

    /**
     * Lets pass what is missing, or the program's own.
     *
     * @throws InvalidTableException naming what else is there, with the cure
     */
    void check(Connection connection) throws SQLException {
        var storage = dialect.storage(kept.declaration());
        var names = List.of(storage, target + "_stage", TableCopy.TRUNCATES);
        var columns = TargetColumns.of(connection, dialect, names);
        var there = columns.getOrDefault(storage, Map.of());
        var missing = own().stream().filter(name -> !there.containsKey(name)).toList();
        if (!there.isEmpty() && !missing.isEmpty()) {
            throw othersTable(storage, "it has no " + String.join(", ", missing));
        }
        if (!there.isEmpty() && Statements.beginsInLog(kept.declaration()) && !there.containsKey(OwnColumns.OWN)) {
            throw new InvalidTableException(
                    kept.declaration(),
                    "its table in the warehouse is from before its history was to begin in the source's log",
                    "keep it anew: hindsight.table." + kept.declaration().name() + ".target=another_name; or go on"
                            + " with hindsight.table." + kept.declaration().name() + ".history-from=snapshot");
        }
        for (var table : tables(connection, views())) {
            throw othersTable(table, "a view of that name is to be made");
        }
        upgrade(names, columns);
    }

    /** What a batch can't be applied without. */
    private List<String> own() {
        return switch (kept.declaration().keep()) {
            case HISTORY -> List.of("effective_start_ts", "effective_end_ts", "is_current", "op_type", "change_seq");
            case CURRENT -> List.of("commit_ts", "change_seq", "is_deleted");
        };
    }

    private List<String> views() {
        return switch (kept.declaration().keep()) {
            case HISTORY -> Stream.of(target, target + "_versions", target + "_current")
                    .filter(name -> !name.equals(dialect.storage(kept.declaration())))
                    .toList();
            case CURRENT -> List.of(target);
        };
    }

    private List<String> tables(Connection connection, Collection<String> names) throws SQLException {
        var literals = names.stream().map(dialect::literal).collect(Collectors.joining(", "));
        var sql = SqlTemplate.load(dialect.name(), "tables").fill(Map.of("tables", alias -> literals));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private TableCopy copy(Map<String, TargetColumn> columns) {
        return new TableCopy(dialect, kept, columns.keySet());
    }

    private InvalidTableException othersTable(String table, String why) {
        return new InvalidTableException(
                kept.declaration(),
                "the warehouse has a table " + table + " already that this program didn't make: " + why,
                "it is left as it is, for without the place of each change nobody could tell which of two is the later;"
                        + " keep yours under another name: hindsight.table."
                        + kept.declaration().name()
                        + ".target=another_name, or in another database: hindsight.warehouse.….url"
                        + " (docs/starrocks.md, A table of that name)");
    }

    private void upgrade(List<String> names, Map<String, Map<String, TargetColumn>> tables) {
        var recipe = new ArrayList<String>();
        for (var table : names) {
            var columns = tables.getOrDefault(table, Map.of());
            Optional.ofNullable(columns.get("change_seq"))
                    .flatMap(seq -> dialect.seqKeptAs(seq.type()))
                    .map(expression -> table.equals(target + "_stage")
                            ? copy(columns).stage(kept)
                            : copy(columns).upgrade(table, expression))
                    .ifPresent(
                            statements -> statements.map(SchemaPolicy::oneLine).forEach(recipe::add));
        }
        if (!recipe.isEmpty()) {
            throw new InvalidTableException(
                    kept.declaration(),
                    "an earlier version of this program made its table in the warehouse, with change_seq as text",
                    "stop the program, run in the warehouse: "
                            + String.join("; ", recipe)
                            + "; look whether all rows are there, drop what is called _copy, and start it again");
        }
    }
}
