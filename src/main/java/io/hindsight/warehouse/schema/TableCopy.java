package io.hindsight.warehouse.schema;

import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Statements;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Makes the copy, fills it, and swaps the names; the stage is made anew. */
    List<String> statements(CapturedTable wanted) {
        var storage = dialect.storage(kept.declaration());
        return Stream.of(
                        Stream.of(Statements.createAs(dialect, wanted, storage + "_copy")),
                        filled(storage, dialect::quote),
                        Stream.of("DROP TABLE IF EXISTS "
                                + dialect.quote(kept.declaration().target() + "_stage")))
                .flatMap(each -> each)
                .toList();
    }

    /** Fills a copy of what an earlier version made. */
    List<String> upgrade(String table, String create, String changeSeq) {
        return Stream.concat(
                        Stream.of(create),
                        filled(table, name -> name.equals("change_seq") ? changeSeq : dialect.quote(name)))
                .toList();
    }

    private Stream<String> filled(String storage, UnaryOperator<String> value) {
        var table = dialect.quote(storage);
        var copy = dialect.quote(storage + "_copy");
        var all = columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
        var values = columns.stream().map(value).collect(Collectors.joining(", "));
        return Stream.of(
                "INSERT INTO " + copy + " (" + all + ") SELECT " + values + " FROM " + table,
                Alteration.of("swap-tables", dialect, kept, Map.of("table", table, "copy", copy))
                        .sql());
    }
}
