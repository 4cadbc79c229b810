package io.hindsight.console;

import io.hindsight.apply.AppliedTables;
import io.hindsight.context.ContextSettings;
import io.hindsight.limits.TimeLimits;
import io.hindsight.observe.AnsweringHealth;
import io.hindsight.table.Column;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.HistoryQuestions.Having;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;

/**
 * Answers what is asked of the histories that this program keeps, one page at a time: no answer costs more than a
 * bounded part of a table.
 */
public final class History {

    private static final int PAGE = 50;

    /** @param type as the source calls it */
    public record KeyColumn(String name, String type) {}

    /** @param keys empty until the table is kept: the source and the warehouse must have been there */
    public record Table(
            String table,
            String source,
            String target,
            String warehouse,
            String engine,
            List<KeyColumn> keys,
            List<String> columns) {}

    /**
     * A version of a key.
     *
     * @param changed columns that the version before it had other values in
     * @param to null as long as it is in force
     */
    public record Version(
            @ArraySchema(schema = @Schema(nullable = true)) List<String> values,
            List<String> changed,
            String from,
            @Schema(nullable = true) String to,
            String op,
            String seq) {}

    /** @param before where the next, older page begins; null: there is none */
    public record Versions(
            List<String> columns, List<Version> versions, @Schema(nullable = true) String before, String sql) {}

    /**
     * Rows in force at a moment.
     *
     * @param after where the next page begins; null: there is none
     * @param knownSince where the moment is before that: since when all is known of the table; null: it isn't
     */
    public record Rows(
            String at,
            List<String> columns,
            List<Version> rows,
            @Schema(nullable = true) String after,
            @Schema(nullable = true) String knownSince,
            String sql) {}

    private final ReadPools pools = new ReadPools();

    @BeanInject
    private CamelContext context;

    /** Called when the route files are loaded. */
    public void listen() throws Exception {
        context.addService(pools);
    }

    /** All of them, by table and warehouse. */
    public List<Table> tables() {
        var settings = ContextSettings.of(context);
        var tables = new ArrayList<Table>();
        for (var declared : settings.tables()) {
            for (var warehouse : declared.warehouses()) {
                if (declared.keep() == KeepMode.HISTORY) {
                    var kept = AppliedTables.of(context).kept(declared, warehouse);
                    tables.add(new Table(
                            declared.name(),
                            declared.source().toString(),
                            declared.target(),
                            warehouse,
                            settings.warehouse(warehouse).dialect().name(),
                            kept.map(table -> table.keys().stream()
                                            .map(key -> new KeyColumn(
                                                    key.target(), key.type().toString()))
                                            .toList())
                                    .orElse(List.of()),
                            kept.map(table -> names(table.columns())).orElse(List.of())));
                }
            }
        }
        return tables;
    }

    /** The versions of a key, newest first. */
    public Versions versions(
            @Header("table") String table,
            @Header("warehouse") String warehouse,
            @Header("key") Object key,
            @Header("before") String before) {
        var history = history(table, warehouse);
        var asked = history.key(texts(key));
        var older = Optional.ofNullable(before).map(History::place);
        var found = history.versions(asked, older, PAGE + 1);
        var columns = names(history.table().columns());
        var versions = IntStream.range(0, Math.min(PAGE, found.size()))
                .mapToObj(index ->
                        version(columns, found.get(index), index + 1 < found.size() ? found.get(index + 1) : null))
                .toList();
        return new Versions(
                columns,
                versions,
                found.size() > PAGE ? versions.get(PAGE - 1).seq() : null,
                history.questions().versions(asked, older, PAGE + 1).text());
    }

    /** The row of a key at a moment: one or none. */
    public Rows row(
            @Header("table") String table,
            @Header("warehouse") String warehouse,
            @Header("key") Object key,
            @Header("at") String at) {
        var history = history(table, warehouse);
        var moment = history.moment(at);
        var asked = history.key(texts(key));
        var columns = names(history.table().columns());
        var rows = history.row(asked, moment).stream()
                .map(row -> version(columns, row, null))
                .toList();
        return new Rows(
                moment.toString(),
                columns,
                rows,
                null,
                knownSince(history, moment, rows.isEmpty()),
                history.questions().row(asked, moment).text());
    }

    /**
     * The table at a moment, in the order of its keys. Where few rows were in force among many versions, a page may
     * have
     * fewer rows than others and yet not be the last.
     */
    public Rows rows(
            @Header("table") String table,
            @Header("warehouse") String warehouse,
            @Header("after") String after,
            @Header("at") String at,
            @Header("column") String column,
            @Header("value") String value) {
        var history = history(table, warehouse);
        var having = Optional.ofNullable(column).map(name -> new Having(history.column(name), value));
        var moment = history.moment(at);
        var columns = names(history.table().columns());
        var keys = history.table().keys().size();
        List<String> place = after == null ? List.of() : history.key(Cursor.key(after));
        var text =
                history.questions().rows(moment, place, List.of(), having, PAGE).text();
        var found = history.rows(moment, place, having, PAGE + 1);
        var next = found.rows().size() > PAGE ? found.rows().get(PAGE - 1).subList(0, keys) : found.next();
        var rows = found.rows().stream()
                .limit(PAGE)
                .map(row -> version(columns, row, null))
                .toList();
        var isEmpty = rows.isEmpty() && next.isEmpty() && after == null;
        return new Rows(
                moment.toString(),
                columns,
                rows,
                next.isEmpty() ? null : Cursor.of(next),
                knownSince(history, moment, isEmpty),
                text);
    }

    private static String knownSince(AskedHistory history, Instant at, boolean isEmpty) {
        return history.knownSince(at, isEmpty).map(Instant::toString).orElse(null);
    }

    /** What isn't the same in the table at two moments. */
    public TwoMoments.Changes changes(
            @Header("table") String table,
            @Header("warehouse") String warehouse,
            @Header("from") String from,
            @Header("to") String to,
            @Header("after") String after) {
        return TwoMoments.compared(history(table, warehouse), from, to, after);
    }

    private AskedHistory history(String name, String warehouseName) {
        var settings = ContextSettings.of(context);
        var declared = settings.tables().stream()
                .filter(table -> table.name().equals(name)
                        && table.keep() == KeepMode.HISTORY
                        && table.warehouses().contains(warehouseName))
                .findFirst()
                .orElseThrow(() -> new Problem(404, "no history is declared by that name for that warehouse"));
        var warehouse = settings.warehouse(warehouseName);
        var table = AppliedTables.of(context)
                .kept(declared, warehouseName)
                .orElseThrow(() ->
                        new Problem(503, "the table isn't kept yet: the source or the warehouse hasn't been reached"));
        AnsweringHealth.problem(context, "warehouse-" + warehouseName).ifPresent(away -> {
            throw new Problem(503, "the warehouse: " + away);
        });
        return warehouse
                .lake()
                .<AskedHistory>map(lake -> new LakeHistory(warehouse.dialect(), lake, table, TimeLimits.PERSON))
                .orElseGet(() -> new KeptHistory(warehouse.dialect(), table, pools.of(warehouse), TimeLimits.PERSON));
    }

    private static Version version(List<String> columns, List<String> row, List<String> older) {
        var count = columns.size();
        var changed = IntStream.range(0, older == null ? 0 : count)
                .filter(index -> !java.util.Objects.equals(row.get(index), older.get(index)))
                .mapToObj(columns::get)
                .toList();
        return new Version(
                row.subList(0, count),
                changed,
                row.get(count),
                row.get(count + 1),
                row.get(count + 2),
                row.get(count + 3));
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::target).toList();
    }

    private static List<String> texts(Object header) {
        if (header instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return header == null ? List.of() : List.of(header.toString());
    }

    private static String place(String before) {
        if (!before.matches("[0-9a-f]{32}")) {
            throw new Problem(400, "before: write what an answer's before says");
        }
        return before;
    }
}
