package io.hindsight.capture.owed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.kafka.Notes;
import io.hindsight.settings.Settings;
import io.hindsight.table.Key;
import io.hindsight.table.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers rows of which an update leaves values out that no warehouse can take from a version before, until they have
 * been compared with the source: whichever instance applies them notes them, and the one that captures compares. Safe for
 * threads.
 */
public final class UnknownRows implements AutoCloseable {

    /** So many are noted one by one; of more at once, it is the whole table. */
    private static final int MOST_ROWS = 200;

    private final Notes notes;
    private final Map<JsonNode, OwedComparison> noted = new HashMap<>();

    public UnknownRows(Settings settings) {
        this.notes = new Notes(settings, Notes.NoteKind.UNKNOWN);
    }

    /**
     * Has rows compared; returns when Kafka knows.
     *
     * @param columns of the key, as the source calls them
     * @param rows their keys
     */
    public synchronized void owe(TableName table, List<String> columns, Collection<Key> rows) {
        var all = rows.size() > MOST_ROWS
                ? List.of(OwedComparison.whole(table))
                : rows.stream()
                        .map(row -> new OwedComparison(table, Map.of(columns, Set.of(row))))
                        .toList();
        notes.store(all.stream()
                .collect(Collectors.toMap(
                        UnknownRows::name, one -> Optional.of(JsonNodeFactory.instance.objectNode()))));
    }

    /** Lists what is to be compared, by tables. */
    public synchronized List<OwedComparison> begin() {
        notes.readOn((name, note) -> note.ifPresentOrElse(any -> noted.put(name, of(name)), () -> noted.remove(name)));
        var tables = new HashMap<TableName, OwedComparison>();
        noted.values().forEach(one -> tables.merge(one.table(), one, OwedComparison::and));
        return List.copyOf(tables.values());
    }

    /** Rows of a table have been compared: those that were listed. */
    public synchronized void done(OwedComparison compared) {
        var names = noted.entrySet().stream()
                .filter(one -> one.getValue().table().equals(compared.table()))
                .map(Map.Entry::getKey)
                .toList();
        notes.store(names.stream().collect(Collectors.toMap(name -> name, name -> Optional.<JsonNode>empty())));
        names.forEach(noted::remove);
    }

    /** The row itself: instances that note the same one say the same. */
    private static ObjectNode name(OwedComparison row) {
        var name = row.json();
        name.put("database", row.table().database());
        name.put("schema", row.table().schema());
        name.put("table", row.table().table());
        return name;
    }

    private static OwedComparison of(JsonNode name) {
        return OwedComparison.of(
                new TableName(
                        name.path("database").asText(),
                        name.path("schema").asText(),
                        name.path("table").asText()),
                name);
    }

    @Override
    public synchronized void close() {
        notes.close();
    }
}
