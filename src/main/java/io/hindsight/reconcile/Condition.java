package io.hindsight.reconcile;

import io.hindsight.table.Column;
import io.hindsight.table.Key;
import io.hindsight.table.RowText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Says which rows are meant, in SQL that an index serves.
 *
 * @param parameters canonical texts, in their order
 */
record Condition(String sql, List<String> parameters) {

    static Condition of(Range range, List<Column> keys, RowText text) {
        var parameters = new ArrayList<String>();
        var sql = new ArrayList<String>();
        if (range.after() != null) {
            sql.add(beyond(range.after(), keys, text, parameters));
        }
        if (range.upTo() != null) {
            sql.add("NOT " + beyond(range.upTo(), keys, text, parameters));
            // the same, as an index understands it
            sql.add(text.name(keys.get(0)) + " <= " + text.value(keys.get(0), "?"));
            parameters.add(range.upTo().texts().get(0));
        }
        return new Condition(sql.isEmpty() ? "1 = 1" : String.join(" AND ", sql), parameters);
    }

    /** {@code (a >= ? AND ((a > ?) OR (a = ? AND b > ?)))}. */
    private static String beyond(Key key, List<Column> columns, RowText text, List<String> parameters) {
        var first = text.name(columns.get(0)) + " >= " + text.value(columns.get(0), "?");
        parameters.add(key.texts().get(0));
        var cases = new ArrayList<String>();
        for (var last = 0; last < columns.size(); last++) {
            var terms = new ArrayList<String>();
            for (var index = 0; index <= last; index++) {
                var column = columns.get(index);
                terms.add(text.name(column) + (index == last ? " > " : " = ") + text.value(column, "?"));
                parameters.add(key.texts().get(index));
            }
            cases.add("(" + String.join(" AND ", terms) + ")");
        }
        return "(" + first + " AND (" + String.join(" OR ", cases) + "))";
    }

    static Condition of(Collection<Key> wanted, List<Column> keys, RowText text) {
        return new Condition(
                text.among(keys, wanted.size()),
                wanted.stream().flatMap(key -> key.texts().stream()).toList());
    }
}
