package io.hindsight.capture.held;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hindsight.capture.CaptureException;
import io.hindsight.kafka.Clients;
import io.hindsight.kafka.Sender;
import io.hindsight.kafka.TopicNames;
import io.hindsight.kafka.TopicReader;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Keeps holds in Kafka, beside the engine's offset: by table, the last word counts. For one thread at a time. */
final class HoldsTopic implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As Connect would name the place of another connector: it reads all keys. */
    private static final String CONNECTOR = "hindsight-held";

    private static final String KEY = "[\"" + CONNECTOR + "\",";

    private final Settings settings;
    private final TopicPartition partition;
    private Consumer<byte[], byte[]> consumer;
    private long next = -1;

    HoldsTopic(Settings settings) {
        this.settings = settings;
        this.partition = new TopicPartition(TopicNames.of(settings).offsets(), 0);
    }

    /** Says whether a record of the topic is about a held table. */
    static boolean isHold(String key) {
        return key.startsWith(KEY);
    }

    /** Shows what has come since the last call, the newest last; of a table that was forgotten nothing is left. */
    void readOn(BiConsumer<TableName, Optional<Hold>> look) {
        if (consumer == null) {
            consumer = Clients.reader(settings, "held-tables", Map.of());
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

    private void note(ConsumerRecord<byte[], byte[]> message, BiConsumer<TableName, Optional<Hold>> look) {
        var key = new String(message.key(), StandardCharsets.UTF_8);
        if (isHold(key)) {
            var table = table(parsed(key));
            look.accept(
                    table,
                    Optional.ofNullable(message.value())
                            .map(value -> Hold.of(table, parsed(new String(value, StandardCharsets.UTF_8)))));
        }
    }

    private JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException unreadable) {
            throw new CaptureException(
                    "topic " + partition.topic() + " says of a held table what can't be read", unreadable);
        }
    }

    private static TableName table(JsonNode key) {
        var name = key.path(1);
        return new TableName(
                name.path("database").asText(),
                name.path("schema").asText(),
                name.path("table").asText());
    }

    private static String key(TableName table) {
        var name = JsonNodeFactory.instance
                .objectNode()
                .put("database", table.database())
                .put("schema", table.schema())
                .put("table", table.table());
        try {
            return KEY + JSON.writeValueAsString(name) + "]";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns when Kafka has them; what is empty is forgotten. */
    void store(Map<TableName, Optional<Hold>> holds) {
        try (var sender = new Sender(settings, "held-tables")) {
            holds.forEach((table, hold) -> sender.send(new ProducerRecord<>(
                    partition.topic(),
                    0,
                    key(table).getBytes(StandardCharsets.UTF_8),
                    hold.map(each -> each.json().toString().getBytes(StandardCharsets.UTF_8))
                            .orElse(null))));
            sender.awaitAll();
        }
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
