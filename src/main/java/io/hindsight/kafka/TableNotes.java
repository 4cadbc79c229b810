package io.hindsight.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Keeps notes of one kind about tables: of each table the last one counts. For one thread at a time. */
public final class TableNotes implements AutoCloseable {

    private final Notes notes;

    public TableNotes(Settings settings, Notes.NoteKind kind) {
        this.notes = new Notes(settings, kind);
    }

    /** Shows what has come since the last call, the newest last; of a table that was forgotten nothing is left. */
    public void readOn(BiConsumer<TableName, Optional<JsonNode>> look) {
        notes.readOn((name, note) -> look.accept(
                new TableName(
                        name.path("database").asText(),
                        name.path("schema").asText(),
                        name.path("table").asText()),
                note));
    }

    /** Returns when Kafka has them; what is empty is forgotten. */
    public void store(Map<TableName, Optional<? extends JsonNode>> about) {
        var named = new LinkedHashMap<JsonNode, Optional<? extends JsonNode>>();
        about.forEach((table, note) -> named.put(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("database", table.database())
                        .put("schema", table.schema())
                        .put("table", table.table()),
                note));
        notes.store(named);
    }

    @Override
    public void close() {
        notes.close();
    }
}
