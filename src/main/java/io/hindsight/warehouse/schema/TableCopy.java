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

    static final String TRUNCATES = "hindsight_truncates";

    private static final String COPY = "_copy";

    /** Which of the statements that make tables makes these. */
    private static final int STAGE = 1;

    private static final int OF_TRUNCATES = 2;

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
                        Stream.of(Statements.createAs(dialect, wanted, storage + COPY)),
                        filled(storage, dialect::quote),
                        stage(wanted))
                .flatMap(each -> each)
                .toList();
    }

    /** Makes the stage anew: which columns it has says which of the table's are this program's. */
    Stream<String> stage(CapturedTable wanted) {
        return Stream.of(
                "DROP TABLE IF EXISTS " + dialect.quote(wanted.declaration().target() + "_stage"),
                Statements.of(dialect, wanted).create().get(STAGE));
    }

    /** Does so with the table, or that of truncates, of an earlier version, whose change_seq becomes that. */
    Stream<String> upgrade(String table, String changeSeq) {
        var create = table.equals(TRUNCATES)
                ? Statements.of(dialect, kept)
                        .create()
                        .get(OF_TRUNCATES)
                        .replace(TRUNCATES, dialect.quote(table + COPY))
                : Statements.createAs(dialect, kept, table + COPY);
        return Stream.concat(
                Stream.of(create), filled(table, name -> name.equals("change_seq") ? changeSeq : dialect.quote(name)));
    }

    private Stream<String> filled(String storage, UnaryOperator<String> value) {
        var table = dialect.quote(storage);
        var copy = dialect.quote(storage + COPY);
        var all = columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
        var values = columns.stream().map(value).collect(Collectors.joining(", "));
        return Stream.of(
                "INSERT INTO " + copy + " (" + all + ") SELECT " + values + " FROM " + table,
                Alteration.of("swap-tables", dialect, kept, Map.of("table", table, "copy", copy))
                        .sql());
    }
}
