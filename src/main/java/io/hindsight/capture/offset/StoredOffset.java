package io.hindsight.capture.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.CaptureException;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.kafka.Notes;
import io.hindsight.kafka.Sender;
import io.hindsight.kafka.TopicNames;
import io.hindsight.kafka.TopicReader;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What Kafka remembers of capture: the engine's offset, and beside it which server it belongs to. */
public final class StoredOffset {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As Connect would name the place of another connector: it reads all keys. */
    private static final String SERVER = "[\"hindsight-origin\",{\"server\":\"source\"}]";

    private final Settings settings;
    private final SourceDriver source;
    private final String offsets;
    private final TopicPartition history;
    private final Map<String, JsonNode> records = new LinkedHashMap<>();

    /** Reads it. */
    public StoredOffset(Settings settings) {
        this.settings = settings;
        this.source = SourceDriver.of(settings.source().kind());
        this.offsets = TopicNames.of(settings).offsets();
        this.history = new TopicPartition(TopicNames.of(settings).schemaHistory(), 0);
        TopicReader.readAll(settings, "offsets", offsets, this::note);
    }

    private void note(ConsumerRecord<byte[], byte[]> message) {
        var key = new String(message.key(), StandardCharsets.UTF_8);
        if (Notes.isNote(key)) {
            return;
        }
        records.remove(key);
        if (message.value() != null) {
            records.put(key, read(message.value()));
        }
    }

    private JsonNode read(byte[] offset) {
        try {
            return JSON.readTree(offset);
        } catch (IOException unreadable) {
            throw new CaptureException("topic " + offsets + " has an offset that can't be read", unreadable);
        }
    }

    /** Gives the engine's offset, as Debezium stores it; empty where it names no place. */
    public Optional<JsonNode> offset() {
        return records.entrySet().stream()
                .filter(record -> !record.getKey().equals(SERVER))
                .map(Map.Entry::getValue)
                .filter(this::isPlace)
                .reduce((one, later) -> later);
    }

    /** Gives the place that it names. */
    public Optional<SourceOffset> place() {
        return offset().flatMap(source::offset);
    }

    /** Whether the first snapshot is still being taken, or is to be taken anew. */
    public boolean isSnapshotRunning() {
        return offset().filter(StoredOffset::isOfSnapshot).isPresent();
    }

    /** Whether an offset, as the engine stores it, is that of a first snapshot. */
    public static boolean isOfSnapshot(JsonNode offset) {
        var snapshot = offset.path("snapshot");
        return snapshot.asBoolean()
                || snapshot.isTextual() && !snapshot.asText().equals("false");
    }

    private boolean isPlace(JsonNode offset) {
        return source.offset(offset).isPresent();
    }

    /** Gives the server that the offset belongs to; empty where none has been captured. */
    public Optional<StoredServer> server() {
        return Optional.ofNullable(records.get(SERVER)).map(json -> StoredServer.of(json, source));
    }

    /** Whether capture has run before: the tables' columns are known. */
    public boolean hasHistory() {
        try (var kafka = new KafkaAdmin(settings, "offsets")) {
            var partition = List.of(history);
            return kafka.ends(partition).get(history)
                    > kafka.beginnings(partition).get(history);
        }
    }

    /** Whether capture has never begun. */
    public boolean isEmpty() {
        return records.isEmpty() && !hasHistory();
    }

    /** Stores the server. */
    public void store(StoredServer server) {
        send(Map.of(SERVER, server.json()));
    }

    /** Lets the engine begin elsewhere. */
    public void rewrite(UnaryOperator<ObjectNode> change) {
        var rewritten = new LinkedHashMap<String, JsonNode>();
        records.forEach((key, value) -> {
            if (!key.equals(SERVER) && isPlace(value)) {
                rewritten.put(key, change.apply(value.deepCopy()));
            }
        });
        send(rewritten);
    }

    /** Forgets the offset and the tables' columns, but not which server it was and how far its log had been read. */
    public void forget() {
        var before = server().orElse(StoredServer.NONE);
        store(offset().map(offset -> before.forgetting(source.offset(offset))).orElse(before));
        var forgotten = new LinkedHashMap<String, JsonNode>();
        records.keySet().stream().filter(key -> !key.equals(SERVER)).forEach(key -> forgotten.put(key, null));
        send(forgotten);
        try (var kafka = new KafkaAdmin(settings, "offsets")) {
            kafka.deleteBefore(Map.of(history, -1L));
        }
    }

    /** Returns when Kafka has the records; one without a value is forgotten. */
    private void send(Map<String, ? extends JsonNode> changed) {
        try (var sender = new Sender(settings, "offsets")) {
            changed.forEach((key, value) -> sender.send(
                    new ProducerRecord<>(offsets, 0, bytes(key), value == null ? null : bytes(value.toString()))));
            sender.awaitAll();
        }
        records.putAll(changed);
        records.values().removeIf(Objects::isNull);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
