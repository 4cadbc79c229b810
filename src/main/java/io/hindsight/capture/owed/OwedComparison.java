package io.hindsight.capture.owed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.table.Key;
import io.hindsight.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of which rows of a table the source's log has said too little.
 *
 * @param rows those that have one of the values in some columns, by these; empty: the whole table
 */
public record OwedComparison(TableName table, Map<List<String>, Set<Key>> rows) {

    /** So many values are looked for; where there are more, it is the whole table. */
    private static final int MOST_VALUES = 1_000;

    /** The whole table. */
    public static OwedComparison whole(TableName table) {
        return new OwedComparison(table, Map.of());
    }

    static OwedComparison of(TableName table, JsonNode json) {
        var rows = new LinkedHashMap<List<String>, Set<Key>>();
        json.path("rows").forEach(some -> {
            var values = new LinkedHashSet<Key>();
            some.path("values").forEach(value -> values.add(new Key(texts(value))));
            rows.put(texts(some.path("columns")), values);
        });
        return new OwedComparison(table, rows);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("rows");
        rows.forEach((columns, keys) -> {
            var some = array.addObject();
            columns.forEach(some.putArray("columns")::add);
            var values = some.putArray("values");
            keys.forEach(key -> key.texts().forEach(values.addArray()::add));
        });
        return json;
    }

    public boolean isWhole() {
        return rows.isEmpty();
    }

    /** Both together. */
    public OwedComparison and(OwedComparison other) {
        if (isWhole() || other.isWhole()) {
            return whole(table);
        }
        var both = new LinkedHashMap<List<String>, Set<Key>>();
        for (var one : List.of(rows, other.rows)) {
            one.forEach((columns, keys) ->
                    both.computeIfAbsent(columns, any -> new LinkedHashSet<>()).addAll(keys));
        }
        return both.values().stream().mapToInt(Set::size).sum() > MOST_VALUES
                ? whole(table)
                : new OwedComparison(table, both);
    }
}
