package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class BoundedConsumersIT {

    private static final int MESSAGES = 10;
    private static final int BYTES = 400_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final String name = Unique.name("bytes");

    @Test
    void aBatchEndsWhenItHasBytesEnoughAndTheNextFollowsItsCommit() {
        send();
        try (var consumer = new BoundedConsumers(1_000_000).getConsumer(properties())) {
            consumer.subscribe(List.of(name));
            for (var read = 0; read < MESSAGES; ) {
                var first = read;
                var batch = batch(consumer);
                assertThat(batch).isBetween(1, 5);
                read += batch;
                assertThat(consumer.poll(POLL)).as("more before the commit").isEmpty();
                assertThat(consumer.position(partition())).isEqualTo(first + batch);
                consumer.commitSync(Map.of(partition(), new OffsetAndMetadata(read)), Duration.ofSeconds(10));
            }
            assertThat(consumer.paused()).isEmpty();
        }
    }

    @Test
    void whatCompressesWellIsNoLargerBatch() {
        var kafka = TestServers.kafka();
        TestTopic.create(kafka, name, 1);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", kafka.bootstrapServers(), "compression.type", "zstd", "linger.ms", "1000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            IntStream.range(0, 30 * MESSAGES)
                    .forEach(each -> producer.send(new ProducerRecord<>(name, new byte[BYTES])));
        }
        try (var consumer = new BoundedConsumers(1_000_000).getConsumer(properties())) {
            consumer.subscribe(List.of(name));
            var batch = await().until(() -> consumer.poll(POLL), records -> !records.isEmpty());
            assertThat(batch.count()).isLessThan(25);
            assertThat(consumer.position(partition())).isEqualTo(batch.count());
        }
    }

    @Test
    void aBatchHasNoMoreMessagesThanItsSize() {
        send();
        var properties = properties();
        properties.put("max.poll.records", 7);
        try (var consumer = new BoundedConsumers(100_000_000).getConsumer(properties)) {
            consumer.subscribe(List.of(name));
            for (var read = 0; read < MESSAGES; ) {
                var batch = consumer.poll(POLL).count();
                assertThat(batch).isLessThanOrEqualTo(7);
                read += batch;
            }
        }
    }

    @Test
    void whoseThreadDoesNotComeBackIsSilent() {
        var consumers = new BoundedConsumers(1_000_000, Duration.ofSeconds(2));
        assertThat(consumers.areSilent()).as("before there is one").isFalse();
        try (var consumer = consumers.getConsumer(properties())) {
            consumer.subscribe(List.of(name));
            consumer.poll(POLL);
            assertThat(consumers.areSilent()).isFalse();
            await().until(consumers::areSilent);
            consumer.poll(POLL);
            assertThat(consumers.areSilent()).isFalse();
        }
    }

    /** Reads until the batch's bytes are there or, at the topic's end, all messages. */
    private int batch(Consumer<byte[], byte[]> consumer) {
        var read = 0;
        while (read * BYTES < 1_000_000
                && (consumer.assignment().isEmpty() || consumer.position(partition()) < MESSAGES)) {
            read += consumer.poll(POLL).count();
        }
        return read;
    }

    private void send() {
        TestTopic.create(TestServers.kafka(), name, 1)
                .sendRecords(IntStream.range(0, MESSAGES)
                        .mapToObj(each -> new ProducerRecord<byte[], byte[]>(name, new byte[BYTES]))
                        .toList());
    }

    private TopicPartition partition() {
        return new TopicPartition(name, 0);
    }

    private Properties properties() {
        var properties = new Properties();
        properties.put("bootstrap.servers", TestServers.kafka().bootstrapServers());
        properties.put("group.id", name);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("key.deserializer", ByteArrayDeserializer.class.getName());
        properties.put("value.deserializer", ByteArrayDeserializer.class.getName());
        return properties;
    }
}
