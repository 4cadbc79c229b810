package io.hindsight.testing;

import static io.hindsight.testing.Await.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic that a test writes itself, in capture's place; and how far the apply routes have come with it. */
public final class TestTopic {

    private final KafkaServer kafka;
    private final String name;
    private final int partitions;

    private TestTopic(KafkaServer kafka, String name, int partitions) {
        this.kafka = kafka;
        this.name = name;
        this.partitions = partitions;
    }

    /** Creates it. */
    public static TestTopic create(KafkaServer kafka, String name, int partitions) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all());
        }
        return new TestTopic(kafka, name, partitions);
    }

    /** One that is there already. */
    public static TestTopic of(KafkaServer kafka, String name, int partitions) {
        return new TestTopic(kafka, name, partitions);
    }

    public String name() {
        return name;
    }

    /** Sends changes in their order, each by its key and a truncate to all partitions; returns when Kafka has them. */
    public void send(List<DebeziumChange> changes) {
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var change : changes) {
            if (change.key() == null) {
                IntStream.range(0, partitions)
                        .forEach(each -> records.add(new ProducerRecord<>(name, each, null, change.valueBytes())));
            } else {
                records.add(new ProducerRecord<>(name, change.keyBytes(), change.valueBytes()));
            }
        }
        sendRecords(records);
    }

    /** Sends messages as they are. */
    public void sendRecords(List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            records.stream().map(producer::send).toList().forEach(TestTopic::get);
        }
    }

    /** Waits until the consumer group has committed all that is in the topic. */
    public void awaitApplied(String group) {
        awaitApplied(group, List.of(this));
    }

    /** Waits until the consumer group has committed all that is in topics of one Kafka. */
    public static void awaitApplied(String group, List<TestTopic> topics) {
        try (var admin = topics.get(0).admin()) {
            var ends = ends(admin, topics);
            await(group + " to be at the end of " + ends)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        var committed =
                                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
                        return ends.entrySet().stream()
                                .allMatch(end -> end.getValue() == 0
                                        || committed.get(end.getKey()) != null
                                                && committed.get(end.getKey()).offset() >= end.getValue());
                    });
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    /** Counts the messages that have been sent to it. */
    public long messages() {
        try (var admin = admin()) {
            return ends(admin, List.of(this)).values().stream()
                    .mapToLong(end -> end)
                    .sum();
        }
    }

    private static Map<TopicPartition, Long> ends(Admin admin, List<TestTopic> topics) {
        var latest = topics.stream()
                .flatMap(topic ->
                        IntStream.range(0, topic.partitions).mapToObj(each -> new TopicPartition(topic.name, each)))
                .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Everything in the topic of that name, at least so many messages. */
    public static List<ConsumerRecord<byte[], byte[]>> read(KafkaServer kafka, String name, int atLeast) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            consumer.assign(consumer.partitionsFor(name).stream()
                    .map(each -> new TopicPartition(name, each.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            await(name).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast;
            });
            return records;
        }
    }

    /** A header as text; null if there is none. */
    public static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
