package io.hindsight.capture;

import static io.hindsight.testing.Await.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that a topic holds, read again and again until what a test waits for is there. */
public final class TopicReader implements AutoCloseable {

    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(new JsonNodeFactory(true))
            .build();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Change> changes = new ArrayList<>();

    /** A message of the topic: key and value as JSON. */
    public record Change(int partition, long offset, String key, JsonNode value, String epoch) {

        public String op() {
            return value.path("op").asText();
        }

        /** The row after the change; before it for a delete. */
        public JsonNode row() {
            return op().equals("d") ? value.get("before") : value.get("after");
        }
    }

    public TopicReader(String brokers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        await().ignoreExceptions().until(() -> {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            return !consumer.assignment().isEmpty();
        });
    }

    public int partitions() {
        return consumer.assignment().size();
    }

    /** Gives all changes read so far as soon as they are what is waited for. */
    public List<Change> until(Predicate<List<Change>> arrived) {
        try {
            await().pollInterval(Duration.ofMillis(50)).until(() -> arrived.test(read()));
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            throw new AssertionError(
                    "only these arrived: " + changes.stream().limit(20).toList(), late);
        }
        return List.copyOf(changes);
    }

    public List<Change> read() {
        var batch = consumer.poll(Duration.ofMillis(100));
        batch.forEach(message -> changes.add(change(message)));
        return changes;
    }

    private static Change change(ConsumerRecord<byte[], byte[]> message) {
        try {
            var epoch = message.headers().lastHeader("hindsight.epoch");
            return new Change(
                    message.partition(),
                    message.offset(),
                    message.key() == null ? null : new String(message.key(), StandardCharsets.UTF_8),
                    JSON.readTree(message.value()),
                    epoch == null ? null : new String(epoch.value(), StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    @Override
    public void close() {
        consumer.close(Duration.ZERO);
    }
}
