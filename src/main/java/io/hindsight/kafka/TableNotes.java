package io.hindsight.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps notes of one kind about tables in Kafka, beside the engine's offset: by table, the last one counts. For one thread
 * at a time.
 */
public final class TableNotes implements AutoCloseable {

    /** What notes are about. */
    public enum NoteKind {
        HELD,
        OWED;

        /** As Connect would name the place of another connector: it reads all keys. */
        private final String key = "[\"hindsight-" + name().toLowerCase(Locale.ROOT) + "\",";
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final NoteKind kind;
    private final String purpose;
    private final TopicPartition partition;
    private Consumer<byte[], byte[]> consumer;
    private Sender sender;
    private long next = -1;

    public TableNotes(Settings settings, NoteKind kind) {
        this.settings = settings;
        this.kind = kind;
        this.purpose = kind.name().toLowerCase(Locale.ROOT) + "-tables";
        this.partition = new TopicPartition(TopicNames.of(settings).offsets(), 0);
    }

    /** Says whether a record of the topic is a note, and no offset. */
    public static boolean isNote(String key) {
        return List.of(NoteKind.values()).stream().anyMatch(kind -> key.startsWith(kind.key));
    }

    /** Shows what has come since the last call, the newest last; of a table that was forgotten nothing is left. */
    public void readOn(BiConsumer<TableName, Optional<JsonNode>> look) {
        if (consumer == null) {
            consumer = Clients.reader(settings, purpose, Map.of());
        }
        if (next < 0 && TopicReader.partitions(consumer, partition.topic()).isEmpty()) {
            return;
        }
        var ends = consumer.endOffsets(List.of(partition));
        if (next < 0 || ends.get(partition) < next) {
            // for the first time, or somebody has made the topic anew
            next = consumer.beginningOffsets(List.of(partition)).get(partition);
        }
        TopicReader.read(consumer, Map.of(partition, next), ends, message -> note(message, look));
        next = ends.get(partition);
    }

    private void note(ConsumerRecord<byte[], byte[]> message, BiConsumer<TableName, Optional<JsonNode>> look) {
        var key = new String(message.key(), StandardCharsets.UTF_8);
        if (key.startsWith(kind.key)) {
            look.accept(
                    table(parsed(key)),
                    Optional.ofNullable(message.value())
                            .map(value -> parsed(new String(value, StandardCharsets.UTF_8))));
        }
    }

    private JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException unreadable) {
            throw new KafkaFailure("topic " + partition.topic() + " says of a table what can't be read", unreadable);
        }
    }

    private static TableName table(JsonNode key) {
        var name = key.path(1);
        return new TableName(
                name.path("database").asText(),
                name.path("schema").asText(),
                name.path("table").asText());
    }

    private String key(TableName table) {
        var name = JsonNodeFactory.instance
                .objectNode()
                .put("database", table.database())
                .put("schema", table.schema())
                .put("table", table.table());
        try {
            return kind.key + JSON.writeValueAsString(name) + "]";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns when Kafka has them; what is empty is forgotten. */
    public void store(Map<TableName, Optional<? extends JsonNode>> notes) {
        if (sender == null) {
            sender = new Sender(settings, purpose);
        }
        try {
            notes.forEach((table, note) -> sender.send(new ProducerRecord<>(
                    partition.topic(),
                    0,
                    key(table).getBytes(StandardCharsets.UTF_8),
                    note.map(json -> json.toString().getBytes(StandardCharsets.UTF_8))
                            .orElse(null))));
            sender.awaitAll();
        } catch (RuntimeException refused) {
            // it would say the same for ever
            sender.close();
            sender = null;
            throw refused;
        }
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
        if (sender != null) {
            sender.close();
        }
    }
}
