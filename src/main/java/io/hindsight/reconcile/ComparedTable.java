package io.hindsight.reconcile;

import io.hindsight.source.Source;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import io.hindsight.table.RowText;
import io.hindsight.warehouse.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads one of the two tables that are compared: the source's own, or what a warehouse has of it. */
final class ComparedTable {

    /** How many rows there are, and the sum of their numbers, as text; equal where the rows are. */
    record Sum(long rows, String numbers) {}

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final RowText text;
    private final List<Column> keys;
    private final List<Column> wholes;
    private final String number;
    private final String from;
    private final String open;
    private final UnaryOperator<String> changeSeq;

    private ComparedTable(
            Connection connection,
            RowText text,
            CapturedTable table,
            String from,
            String open,
            UnaryOperator<String> changeSeq) {
        this.connection = connection;
        this.text = text;
        this.keys = table.keys();
        this.wholes =
                table.unmasked().stream().filter(RowText::isComparedAsValue).toList();
        this.number = text.number(table.unmasked().stream()
                .filter(column -> !RowText.isComparedAsValue(column))
                .toList());
        this.from = from;
        this.open = open;
        this.changeSeq = changeSeq;
    }

    static ComparedTable source(Source source, CapturedTable table) {
        var rows = source.rows(table.source());
        return new ComparedTable(rows.connection(), rows.text(), table, rows.table(), "1 = 1", seq -> seq);
    }

    static ComparedTable warehouse(Connection connection, Dialect warehouse, CapturedTable table) {
        var open =
                switch (table.declaration().keep()) {
                    case HISTORY -> "is_current";
                    case CURRENT -> "NOT is_deleted";
                };
        return new ComparedTable(
                connection, warehouse.rowText(), table, warehouse.kept(table), open, warehouse::changeSeq);
    }

    /** Whether rows can be summed up, and none needs to be looked at by itself. */
    boolean sums() {
        return wholes.isEmpty();
    }

    Sum sum(Range range) throws SQLException {
        return query("count(*), sum(" + number + ")", Condition.of(range, keys, text), open, "", row -> {
                    var numbers = row.getString(2);
                    return new Sum(row.getLong(1), numbers == null ? "0" : numbers);
                })
                .get(0);
    }

    List<ComparedRow> rows(Range range) throws SQLException {
        return rows(Condition.of(range, keys, text));
    }

    /** The rows that are there, of these keys. */
    List<ComparedRow> rows(Collection<Key> wanted) throws SQLException {
        return wanted.isEmpty() ? List.of() : rows(Condition.of(wanted, keys, text));
    }

    private List<ComparedRow> rows(Condition which) throws SQLException {
        var selected = new ArrayList<>(List.of(keyTexts(), number));
        wholes.forEach(column -> selected.add(text.whole(column)));
        return query(String.join(", ", selected), which, open, "", this::row);
    }

    /** The keys of the rows that have one of these values in some columns. */
    List<Key> keysWith(List<Column> columns, Collection<Key> values) throws SQLException {
        return query(keyTexts(), Condition.of(values, columns, text), open, "", this::key);
    }

    /** The first key after another in this side's own order, so many rows on; null when there are fewer. */
    Key boundary(Key after, int rows) throws SQLException {
        var found = query(
                keyTexts(),
                Condition.of(new Range(after, null), keys, text),
                open,
                " ORDER BY " + keyNames() + " LIMIT 1 OFFSET " + (rows - 1),
                this::key);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Keys after another in this side's own order. */
    List<Key> keysAfter(Key after, int most) throws SQLException {
        return query(
                keyTexts(),
                Condition.of(new Range(after, null), keys, text),
                open,
                " ORDER BY " + keyNames() + " LIMIT " + most,
                this::key);
    }

    /** The change_seq of each key's last change, deletes too; for a warehouse only. */
    Map<Key, String> lastChanges(Collection<Key> wanted) throws SQLException {
        var last = new LinkedHashMap<Key, String>();
        query(
                        keyTexts() + ", max(change_seq)",
                        Condition.of(wanted, keys, text),
                        "1 = 1",
                        " GROUP BY " + keyNames(),
                        row -> Map.entry(key(row), changeSeq.apply(row.getString(keys.size() + 1))))
                .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
        return last;
    }

    private String keyTexts() {
        return keys.stream().map(text::text).collect(Collectors.joining(", "));
    }

    private String keyNames() {
        return keys.stream().map(text::name).collect(Collectors.joining(", "));
    }

    private <T> List<T> query(String select, Condition which, String filter, String rest, RowReader<T> reader)
            throws SQLException {
        var sql = "SELECT " + select + " FROM " + from + " WHERE " + which.sql() + " AND " + filter + rest;
        try (var statement = connection.prepareStatement(sql)) {
            for (var index = 0; index < which.parameters().size(); index++) {
                statement.setString(index + 1, which.parameters().get(index));
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        }
    }

    private Key key(ResultSet row) throws SQLException {
        var texts = new ArrayList<String>(keys.size());
        for (var index = 1; index <= keys.size(); index++) {
            texts.add(row.getString(index));
        }
        return new Key(texts);
    }

    private ComparedRow row(ResultSet row) throws SQLException {
        var values = new ArrayList<>(wholes.size());
        for (var index = 0; index < wholes.size(); index++) {
            values.add(value(row, keys.size() + 2 + index, wholes.get(index)));
        }
        return new ComparedRow(key(row), row.getString(keys.size() + 1), values);
    }

    private static Object value(ResultSet row, int index, Column column) throws SQLException {
        var value =
                switch (column.type().kind()) {
                    case FLOAT -> column.type().bits() == 32
                            ? (Object) (float) row.getDouble(index)
                            : (Object) row.getDouble(index);
                    default -> ComparedRow.document(row.getString(index));
                };
        return row.wasNull() ? null : value;
    }
}
