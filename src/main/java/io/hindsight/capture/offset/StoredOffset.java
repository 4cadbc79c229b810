package io.hindsight.capture.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.CaptureException;
import io.hindsight.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What Kafka remembers of capture: the engine's offset, and beside it of which server's binlog it is. */
public final class StoredOffset {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);
    /** As Connect would name the place of another connector: it reads all keys. */
    private static final String ORIGIN = "[\"hindsight-origin\",{\"server\":\"source\"}]";

    /** Where a binlog file's events begin. */
    private static final long FIRST = 4;

    private final Map<String, Object> client;
    private final TopicPartition offsets;
    private final TopicPartition history;
    private final Map<String, JsonNode> records;

    /** Reads it. */
    public StoredOffset(Settings settings) {
        this.client = settings.kafka().client(Map.of());
        this.offsets = new TopicPartition(settings.topicNames().offsets(), 0);
        this.history = new TopicPartition(settings.topicNames().schemaHistory(), 0);
        this.records = read();
    }

    private Map<String, JsonNode> read() {
        var found = new LinkedHashMap<String, JsonNode>();
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(offsets));
            consumer.seekToBeginning(List.of(offsets));
            var end = consumer.endOffsets(List.of(offsets)).get(offsets);
            while (consumer.position(offsets) < end) {
                for (var message : consumer.poll(POLL)) {
                    var key = new String(message.key(), StandardCharsets.UTF_8);
                    found.remove(key);
                    if (message.value() != null) {
                        found.put(key, JSON.readTree(message.value()));
                    }
                }
            }
            return found;
        } catch (IOException unreadable) {
            throw new CaptureException("topic " + offsets.topic() + " has an offset that can't be read", unreadable);
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
        try (var admin = Admin.create(client)) {
            var first = admin.listOffsets(Map.of(history, OffsetSpec.earliest()));
            var last = admin.listOffsets(Map.of(history, OffsetSpec.latest()));
            return last.partitionResult(history).get().offset()
                    > first.partitionResult(history).get().offset();
        } catch (ExecutionException away) {
            throw new CaptureException("Kafka doesn't say what is in topic " + history.topic(), away.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CaptureException("interrupted while asking Kafka", stopping);
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
        try (var admin = Admin.create(client)) {
            admin.deleteRecords(Map.of(history, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            throw new CaptureException(
                    "Kafka doesn't forget: " + refused.getCause().getMessage(), refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CaptureException("interrupted while forgetting", stopping);
        }
    }

    /** Returns when Kafka has the records; one without a value is forgotten. */
    private void send(Map<String, ? extends JsonNode> changed) {
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            for (var record : changed.entrySet()) {
                var value = record.getValue() == null ? null : record.getValue().toString();
                producer.send(new ProducerRecord<>(offsets.topic(), 0, record.getKey(), value))
                        .get();
            }
        } catch (ExecutionException refused) {
            throw new CaptureException("Kafka doesn't store in topic " + offsets.topic(), refused);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CaptureException("interrupted while storing", stopping);
        }
        records.putAll(changed);
        records.values().removeIf(Objects::isNull);
    }
}
