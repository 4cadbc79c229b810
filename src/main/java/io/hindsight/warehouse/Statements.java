package io.hindsight.warehouse;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.KeepMode;
import io.hindsight.table.OwnColumns;
import io.hindsight.table.TableDeclaration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds all SQL that keeps one table in one warehouse. Parameters are named: {@code :#batch} (text), {@code :#rows} of {@link
 * StagedJson} in {@code stage}, {@code :#seq} and {@code :#at} (of a truncate), {@code :#first} and {@code :#since} (least
 * change_seq and least start in the batch) in {@code apply}.
 *
 * @param create makes the tables where they are missing, one statement each
 * @param views makes the views, or makes them anew, one statement each
 * @param stage puts a batch's rows beside the table
 * @param applying makes them part of it: by how many rows have been staged, at most
 * @param clear removes them from the stage; empty where they go by themselves
 * @param noteTruncate remembers a truncate
 * @param stageTruncate stages the keys that a truncate touches, in the batch
 * @param noteBeginning remembers since when all of the table is known; empty where its history begins with the snapshot
 * @param stageBeginning stages the keys that begin earlier by it, in the batch
 */
public record Statements(
        List<String> create,
        List<String> views,
        String stage,
        IntFunction<String> applying,
        String clear,
        String noteTruncate,
        String stageTruncate,
        String noteBeginning,
        String stageBeginning) {

    /** Renders the statements of a table; of one in a lake, which is written otherwise, only what makes it. */
    public static Statements of(Dialect dialect, CapturedTable table) {
        var places = places(dialect, table);
        var mode = table.declaration().keep();
        Function<String, String> sql =
                file -> SqlTemplate.load(dialect.name(), file).fill(places);
        if (dialect.isLake()) {
            return new Statements(
                    list(sql.apply(fileName("create", mode))), List.of(), "", rows -> "", "", "", "", "", "");
        }
        var isBegun = LogBeginning.isNeeded(table.declaration());
        var create = list(sql.apply(fileName("create", mode)));
        return new Statements(
                isBegun
                        ? Stream.concat(create.stream(), list(sql.apply("create-beginnings")).stream())
                                .toList()
                        : create,
                list(sql.apply(fileName("views", mode))),
                sql.apply("stage"),
                rows -> apply(dialect, table, places, rows),
                sql.apply("clear"),
                sql.apply("note-truncate"),
                sql.apply(fileName("stage-truncate", mode)),
                isBegun ? sql.apply("note-beginning") : "",
                isBegun ? sql.apply("stage-beginning") : "");
    }

    /** Makes a batch of few rows part of the table. */
    public String apply() {
        return apply(1);
    }

    /** Makes a batch part of the table, of which no more than so many rows have been staged. */
    public String apply(int rows) {
        return applying.apply(rows);
    }

    private static String apply(
            Dialect dialect, CapturedTable table, Map<String, Function<String, String>> places, int rows) {
        var mode = table.declaration().keep();
        var all = new HashMap<>(places);
        all.put("known", alias -> known(dialect, mode, places, rows));
        var file = mode == KeepMode.CURRENT && table.declaration().isPartial()
                ? applyName(mode) + "-partial"
                : applyName(mode);
        return SqlTemplate.load(dialect.name(), file).fill(all);
    }

    /** What the table has of the keys in the stage, so many keys at a time. */
    private static String known(
            Dialect dialect, KeepMode mode, Map<String, Function<String, String>> places, int rows) {
        var file = SqlTemplate.load(
                dialect.name(),
                switch (mode) {
                    case HISTORY -> "known-versions";
                    case CURRENT -> "known-rows";
                });
        var step = dialect.keysAtOnce();
        var last = (rows - 1) / step;
        return IntStream.rangeClosed(0, last)
                .mapToObj(part -> {
                    var all = new HashMap<>(places);
                    all.put("after", alias -> String.valueOf(part * step));
                    // a truncate stages as many as there are
                    all.put("up_to", alias -> String.valueOf(part == last ? Integer.MAX_VALUE : (part + 1) * step));
                    return file.fill(all);
                })
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    /** Whether versions of a table may begin before they were read, so that its rows have a column for it. */
    public static boolean beginsInLog(TableDeclaration table) {
        return LogBeginning.isNeeded(table);
    }

    /** Makes the table that the rows are in, under another name. */
    public static String createAs(Dialect dialect, CapturedTable table, String name) {
        var places = new HashMap<>(places(dialect, table));
        places.put("target", alias -> dialect.quote(name));
        places.put("rows", alias -> dialect.quote(name));
        var file = fileName("create", table.declaration().keep());
        return list(SqlTemplate.load(dialect.name(), file).fill(places)).get(0);
    }

    /** The file of a statement that differs by keep mode: {@code create-history}. */
    static String fileName(String statement, KeepMode mode) {
        return statement + "-" + mode.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> list(String statements) {
        return Arrays.stream(statements.split(";\\s*(\n|$)")).toList();
    }

    /** What applying a batch is called for a keep mode: the name of its file and of its step in the route. */
    public static String applyName(KeepMode mode) {
        return switch (mode) {
            case HISTORY -> "close-and-insert";
            case CURRENT -> "upsert-latest";
        };
    }

    /** What stands for each place in a file of a statement about a table: by name, from an alias to the text. */
    public static Map<String, Function<String, String>> places(Dialect dialect, CapturedTable table) {
        var target = table.declaration().target();
        var originals = table.columns().subList(0, table.originals());
        var unchanged = new Unchanged(dialect, table);
        var places = new HashMap<>(new LogBeginning(dialect, table).places());
        places.putAll(Map.ofEntries(
                Map.entry("marks", unchanged::column),
                place("mark_definition", unchanged.definition()),
                place("mark_first", unchanged.definition().replaceFirst("^, (.+)$", " $1,")),
                place(
                        "or_marked",
                        unchanged.ifNeeded(" OR coalesce(" + dialect.quote(OwnColumns.UNCHANGED) + ", '') <> ''")),
                place(
                        "staged_mark",
                        unchanged.ifNeeded(", get_json_string(hindsight_row, '$." + OwnColumns.UNCHANGED + "')")),
                place(
                        "or_nothing_before",
                        unchanged.ifNeeded(" OR max(CASE WHEN hindsight_recent.change_seq < hindsight_first_seq THEN 1"
                                + " ELSE 0 END) = 0")),
                place("no_mark", unchanged.none()),
                place("said_columns", unchanged.columns()),
                Map.entry("said", alias -> unchanged.said(alias.replace(".", ""))),
                place("said_again", unchanged.assigned()),
                Map.entry("or_differ", alias -> unchanged.differs(alias, "excluded.")),
                place("known_values", unchanged.ifNeeded(", hindsight_known_values")),
                place("values_hash", unchanged.ifNeeded(hash(dialect, table) + " AS hindsight_known_values")),
                place("no_hash", unchanged.ifNeeded(", sipHash128(0)")),
                place(
                        "or_said_again",
                        unchanged.ifNeeded(" OR hindsight_known_values <> "
                                + hash(dialect, table).substring(2))),
                place("target", dialect.quote(target)),
                place("target_name", dialect.literal(target)),
                place("rows", dialect.quote(target + "_rows")),
                place("stage", dialect.quote(target + "_stage")),
                place("stage_name", dialect.literal(target + "_stage")),
                place("versions", dialect.quote(target + "_versions")),
                place("current", dialect.quote(target + "_current")),
                place("as_of", dialect.quote(target + "_as_of")),
                place("target_in_literal", dialect.quote(target).replace("'", "''")),
                columns("keys", dialect, table.keys()),
                columns("columns", dialect, table.columns()),
                columns("original_columns", dialect, originals),
                place(
                        "later_columns",
                        table.columns().stream()
                                .skip(originals.size())
                                .map(column -> ", " + dialect.quote(column.target()))
                                .collect(Collectors.joining())),
                columns("keys_and_tracked", dialect, keysAndTracked(table)),
                list("definitions", table.columns(), column -> definition(dialect, column)),
                list(
                        "staged_definitions",
                        table.columns(),
                        column -> dialect.quote(column.target()) + " " + dialect.type(column)),
                place("json_structure", dialect.literal(jsonStructure(dialect, table))),
                place("from_staged", fromStaged(dialect, table.columns())),
                place("buckets", String.valueOf(dialect.layout().buckets())),
                place("replication", String.valueOf(dialect.layout().replication())),
                place(
                        "distributed_by",
                        dialect.layout()
                                .distributedBy(table.declaration())
                                .map(names -> quoted(dialect, names))
                                .orElse(quoted(dialect, keyNames(table)))),
                place(
                        "order_by",
                        dialect.layout()
                                .orderBy(table.declaration())
                                .map(names -> quoted(dialect, names))
                                .orElse(quoted(dialect, keyNames(table))
                                        + (table.declaration().keep() == KeepMode.HISTORY ? ", change_seq" : ""))),
                each("key_definitions", table.keys(), column -> definition(dialect, column)),
                each("value_definitions", table.values(), column -> definition(dialect, column)),
                each(
                        "stage_definitions",
                        table.columns(),
                        column -> dialect.quote(column.target()) + " " + dialect.type(column)),
                place("apart", apart(table.declaration())),
                place("unchanged", unchanged(dialect, table, table.values())),
                place("tracked_unchanged", unchanged(dialect, table, table.tracked())),
                Map.entry("marker_columns", alias -> markerColumns(dialect, table, alias)),
                list(
                        "excluded",
                        table.columns(),
                        column -> dialect.quote(column.target()) + " = excluded." + dialect.quote(column.target()))));
        return places;
    }

    private static List<String> keyNames(CapturedTable table) {
        return table.keys().stream().map(Column::target).toList();
    }

    private static String quoted(Dialect dialect, List<String> names) {
        return names.stream().map(dialect::quote).collect(Collectors.joining(", "));
    }

    /** A number for all values of a row, behind others. */
    private static String hash(Dialect dialect, CapturedTable table) {
        return table.columns().stream()
                .map(column -> dialect.quote(column.target()))
                .collect(Collectors.joining(", ", ", sipHash128(tuple(", "))"));
    }

    /** A column's own time is as exact as the column. */
    private static String apart(TableDeclaration table) {
        return table.isApart() && table.effectiveFrom().isEmpty() ? "1" : "0";
    }

    private static String fromStaged(Dialect dialect, List<Column> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(index -> dialect.fromStaged(columns.get(index), index))
                .collect(Collectors.joining(", "));
    }

    /** Says that columns are what they are in the key's version before; NULL equals NULL. */
    private static String unchanged(Dialect dialect, CapturedTable table, List<Column> columns) {
        var keys = table.keys().stream()
                .map(column -> dialect.quote(column.target()))
                .collect(Collectors.joining(", "));
        return columns.isEmpty()
                ? "1 = 1"
                : columns.stream()
                        .map(dialect::comparable)
                        .map(column -> "lag(" + column + ") OVER (PARTITION BY " + keys + " ORDER BY change_seq) <=> "
                                + column)
                        .collect(Collectors.joining(" AND "));
    }

    private static List<Column> keysAndTracked(CapturedTable table) {
        return table.columns().stream()
                .filter(column -> column.key() || column.tracked())
                .toList();
    }

    private static String jsonStructure(Dialect dialect, CapturedTable table) {
        return table.columns().stream()
                .map(column -> dialect.quote(column.target()) + " " + dialect.type(column))
                .collect(Collectors.joining(
                        ", ",
                        "",
                        new Unchanged(dialect, table).definition()
                                + ", op_type String, commit_ts DateTime64(6), change_seq String"));
    }

    /** The columns of a row that marks a truncate for a key: the key, and nothing else. */
    private static String markerColumns(Dialect dialect, CapturedTable table, String alias) {
        return table.columns().stream()
                .map(column -> column.key() ? alias + dialect.quote(column.target()) : dialect.blank(column))
                .collect(Collectors.joining(", "));
    }

    private static String definition(Dialect dialect, Column column) {
        return dialect.quote(column.target()) + " " + dialect.type(column) + (column.key() ? " NOT NULL" : "");
    }

    private static Map.Entry<String, Function<String, String>> place(String name, String text) {
        return Map.entry(name, alias -> text);
    }

    private static Map.Entry<String, Function<String, String>> columns(
            String name, Dialect dialect, List<Column> columns) {
        return Map.entry(name, alias -> columns.stream()
                .map(column -> alias + dialect.quote(column.target()))
                .collect(Collectors.joining(", ")));
    }

    /** Each followed by a comma: there may be none. */
    private static Map.Entry<String, Function<String, String>> each(
            String name, List<Column> columns, Function<Column, String> text) {
        return place(name, columns.stream().map(text).map(item -> item + ",").collect(Collectors.joining(" ")));
    }

    private static Map.Entry<String, Function<String, String>> list(
            String name, List<Column> columns, Function<Column, String> text) {
        return place(name, columns.stream().map(text).collect(Collectors.joining(", ")));
    }
}
