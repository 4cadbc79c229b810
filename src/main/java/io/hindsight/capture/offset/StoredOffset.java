package io.hindsight.capture.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.CaptureException;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.kafka.Sender;
import io.hindsight.kafka.TopicNames;
import io.hindsight.kafka.TopicReader;
import io.hindsight.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What Kafka remembers of capture: the engine's offset, and beside it of which server's binlog it is. */
public final class StoredOffset {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As Connect would name the place of another connector: it reads all keys. */
    private static final String ORIGIN = "[\"hindsight-origin\",{\"server\":\"source\"}]";

    /** Where a binlog file's events begin. */
    private static final long FIRST = 4;

    private final Settings settings;
    private final String offsets;
    private final TopicPartition history;
    private final Map<String, JsonNode> records = new LinkedHashMap<>();

    /** Reads it. */
    public StoredOffset(Settings settings) {
        this.settings = settings;
        this.offsets = TopicNames.of(settings).offsets();
        this.history = new TopicPartition(TopicNames.of(settings).schemaHistory(), 0);
        TopicReader.readAll(settings, "offsets", offsets, this::note);
    }

    private void note(ConsumerRecord<byte[], byte[]> message) {
        var key = new String(message.key(), StandardCharsets.UTF_8);
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

    /** The engine's offset: file, pos, and gtids where the server has them. */
    public Optional<JsonNode> offset() {
        return records.entrySet().stream()
                .filter(record -> !record.getKey().equals(ORIGIN))
                .map(Map.Entry::getValue)
                .filter(offset -> offset.has("file"))
                .reduce((one, later) -> later);
    }

    public Optional<Origin> origin() {
        return Optional.ofNullable(records.get(ORIGIN)).map(Origin::of);
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

    public void store(Origin origin) {
        send(Map.of(ORIGIN, origin.json()));
    }

    /**
     * Lets the engine begin with whole transactions, as GTIDs tell it: how many events of one it has read means nothing on
     * another server, nor do positions, of which the first is the one that claims least.
     */
    public void goBackToTransaction(String firstFile) {
        var whole = new LinkedHashMap<String, JsonNode>();
        records.forEach((key, value) -> {
            if (!key.equals(ORIGIN) && value.has("file")) {
                ObjectNode offset = value.deepCopy();
                offset.remove(List.of("event", "row"));
                whole.put(key, offset.put("file", firstFile).put("pos", FIRST));
            }
        });
        send(whole);
    }

    /** Forgets the offset and the tables' columns, but not whose binlog it was and how far it had been read. */
    public void forget() {
        var before = origin().orElse(Origin.NONE);
        store(offset().map(before::at).orElse(before));
        var forgotten = new LinkedHashMap<String, JsonNode>();
        records.keySet().stream().filter(key -> !key.equals(ORIGIN)).forEach(key -> forgotten.put(key, null));
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
