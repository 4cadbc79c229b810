package io.hindsight.warehouse;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Renders what people ask a kept history; each question reads a bounded part of it. Keys are texts as {@link Dialect#shown}
 * gives them, in the key columns' order. An answer has the table's columns, then {@code effective_start_ts}, {@code
 * effective_end_ts}, {@code op_type} and {@code change_seq}.
 */
public final class HistoryQuestions {

    private static final Column MOMENT = column("moment", new ColumnType.Time(TypeKind.TIMESTAMP, 6));

    /** @param value as {@link Dialect#shown} gives it; null for none */
    public record Having(Column column, String value) {}

    /** How a value stands in a statement: as a parameter or as itself. */
    private interface Values extends BiFunction<Column, String, String> {}

    private final Dialect dialect;
    private final CapturedTable table;

    public HistoryQuestions(Dialect dialect, CapturedTable table) {
        this.dialect = dialect;
        this.table = table;
    }

    /** The versions of a key, newest first: those before a change_seq, where one is given. */
    public Question versions(List<String> key, Optional<String> before, int limit) {
        return question(
                "versions",
                limit,
                Map.of(
                        "which",
                        values -> isKey(values, key)
                                + before.map(seq -> " AND change_seq < "
                                                + values.apply(
                                                        column("change_seq", dialect.seqType()), dialect.keptSeq(seq)))
                                        .orElse("")));
    }

    /** The version of a key that was in force at a moment: one row or none. */
    public Question row(List<String> key, Instant at) {
        return asOf(at, values -> " AND " + isKey(values, key), 1);
    }

    /**
     * The rows in force at a moment, in the keys' order.
     *
     * @param after the page begins after this key; empty: with the first
     * @param upTo and ends with this one; empty: with the last
     * @param having only rows whose column of that name has the value, or has none
     */
    public Question rows(Instant at, List<String> after, List<String> upTo, Optional<Having> having, int limit) {
        return asOf(
                at,
                values -> range(values, " AND ", ">", after)
                        + range(values, " AND ", "<=", upTo)
                        + having.map(each -> " AND " + has(values, each)).orElse(""),
                limit);
    }

    /**
     * The rows that aren't the same at two moments, in the keys' order, as they were and as they are: the table's columns,
     * then 1 for a row that was and 0 for one that is, and how many keys were added, removed and changed.
     *
     * @param after the page begins after this key; empty: with the first
     */
    public Question changes(Instant from, Instant to, List<String> after, int limit) {
        var was = (String) dialect.staged(MOMENT, from);
        var is = (String) dialect.staged(MOMENT, to);
        return question(
                "changes",
                limit,
                Map.of(
                        "from", values -> values.apply(MOMENT, was),
                        "to", values -> values.apply(MOMENT, is),
                        "which", values -> after.isEmpty() ? "1 = 1" : range(values, "", ">", after)));
    }

    private String has(Values values, Having having) {
        return having.value() == null
                ? name(having.column()) + " IS NULL"
                : name(having.column()) + " = " + values.apply(having.column(), having.value());
    }

    /** The key that so many versions lie before, from the one after a key on; no row where there are fewer. */
    public Question pageEnd(List<String> after, int versions) {
        return question(
                "page-end",
                versions,
                Map.of("which", values -> after.isEmpty() ? "1 = 1" : range(values, "", ">", after)));
    }

    /** Whether a table's history may begin before it was read, and later than a version that is left of before. */
    public boolean isBegunInLog() {
        return LogBeginning.isNeeded(table.declaration());
    }

    /** The moment since when all is known that happened to the table's rows; no row where that wasn't said yet. */
    public Question begun() {
        return question("begun", 1, Map.of());
    }

    /** The first moment at which rows were read, among so many versions of the first keys; no row where none was. */
    public Question firstRead(int versions) {
        return question("first-read", versions, Map.of());
    }

    private Question asOf(Instant at, Function<Values, String> which, int limit) {
        var moment = dialect.moment(at);
        return question(
                "as-of",
                dialect.answersAsOf() ? "as-of-copied" : "as-of",
                limit,
                Map.of("at", values -> values.apply(MOMENT, moment), "which", which, "where", values -> which.apply(
                                values)
                        .replaceFirst("^ AND ", "\nWHERE ")));
    }

    private String isKey(Values values, List<String> key) {
        return IntStream.range(0, key.size())
                .mapToObj(index -> name(table.keys().get(index)) + " = "
                        + values.apply(table.keys().get(index), key.get(index)))
                .collect(Collectors.joining(" AND "));
    }

    private String range(Values values, String lead, String operator, List<String> key) {
        var keys = table.keys();
        return key.isEmpty()
                ? ""
                : lead
                        + dialect.compared(
                                keys.stream().map(this::name).toList(),
                                operator,
                                index -> values.apply(keys.get(index), key.get(index)));
    }

    private Question question(String file, int limit, Map<String, Function<Values, String>> own) {
        return question(file, file, limit, own);
    }

    /** @param copied the file of what people copy, in their engine's shortest words */
    private Question question(String file, String copied, int limit, Map<String, Function<Values, String>> own) {
        var parameters = new ArrayList<String>();
        Values bound = (column, text) -> {
            parameters.add(text);
            return dialect.asked(column, "?");
        };
        return new Question(
                fill(file, limit, own, bound),
                parameters,
                fill(copied, limit, own, this::written),
                !file.equals("changes"));
    }

    private String fill(String file, int limit, Map<String, Function<Values, String>> own, Values values) {
        return SqlTemplate.load(dialect.name(), file).fill(name -> switch (name) {
            case "target_name" -> dialect.literal(table.declaration().target());
            case "target" -> dialect.quote(table.declaration().target());
            case "as_of" -> dialect.quote(table.declaration().target() + "_as_of");
            case "rows" -> dialect.quote(table.declaration().target() + "_rows");
            case "shown" -> list(table.columns(), dialect::shown);
            case "shown_keys" -> list(table.keys(), dialect::shown);
            case "keys" -> list(table.keys(), this::name);
            case "columns" -> list(table.columns(), this::name);
            case "limit" -> String.valueOf(limit);
            default -> own.get(name).apply(values);
        });
    }

    /** A number as it is, all else as what a text stands for. */
    private String written(Column column, String text) {
        var literal = dialect.literal(text);
        return switch (column.type().kind()) {
            case WHOLE, YEAR, DECIMAL -> text;
            case TEXT, ENUM, SET -> literal;
            default -> dialect.asked(column, literal);
        };
    }

    private String name(Column column) {
        return dialect.quote(column.target());
    }

    private static String list(List<Column> columns, Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }

    private static Column column(String name, ColumnType type) {
        return new Column(name, name, type, false, true, false);
    }
}
