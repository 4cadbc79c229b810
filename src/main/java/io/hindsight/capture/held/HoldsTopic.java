package io.hindsight.capture.held;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.capture.NotesTopic;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Keeps holds in Kafka, by table. For one thread at a time. */
final class HoldsTopic implements AutoCloseable {

    private final NotesTopic notes;

    HoldsTopic(Settings settings) {
        this.notes = new NotesTopic(settings, NotesTopic.Note.HELD);
    }

    /** Shows what has come since the last call, the newest last; of a table that was forgotten nothing is left. */
    void readOn(BiConsumer<TableName, Optional<Hold>> look) {
        notes.readOn((name, note) -> {
            var table = table(name);
            look.accept(table, note.map(json -> Hold.of(table, json)));
        });
    }

    private static TableName table(JsonNode name) {
        return new TableName(
                name.path("database").asText(),
                name.path("schema").asText(),
                name.path("table").asText());
    }

    private static JsonNode name(TableName table) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("database", table.database())
                .put("schema", table.schema())
                .put("table", table.table());
    }

    /** Returns when Kafka has them; what is empty is forgotten. */
    void store(Map<TableName, Optional<Hold>> holds) {
        var stored = new LinkedHashMap<JsonNode, Optional<JsonNode>>();
        holds.forEach((table, hold) -> stored.put(name(table), hold.map(Hold::json)));
        notes.store(stored);
    }

    @Override
    public void close() {
        notes.close();
    }
}
