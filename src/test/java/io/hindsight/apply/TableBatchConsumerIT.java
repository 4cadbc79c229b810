package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.kafka.ApplyGroup;
import io.hindsight.settings.Settings;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TableBatchConsumerIT {

    private static final int MESSAGES = 10;
    private static final int BYTES = 400_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WAIT = Duration.ofMillis(50);

    private final String name = Unique.name("batches");
    private final Map<String, String> properties = new TreeMap<>(Map.of(
            "hindsight.name", name,
            "hindsight.source.hostname", "127.0.0.1",
            "hindsight.kafka.brokers", TestServers.kafka().bootstrapServers(),
            "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
            "hindsight.table.orders.source", "shop.orders",
            "hindsight.table.parcels.source", "shop.parcels"));
    private final TestTopic orders = TestTopic.create(TestServers.kafka(), name + ".shop.orders", 1);
    private final TestTopic parcels = TestTopic.create(TestServers.kafka(), name + ".shop.parcels", 1);
    private Map<String, AppliedTable> tables;

    @Test
    void aBatchIsOfOneTableAndHasBytesEnough() {
        send(orders, MESSAGES, BYTES);
        send(parcels, 1, 1);
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            var read = new HashMap<String, Integer>();
            while (read.values().stream().mapToInt(each -> each).sum() < MESSAGES + 1) {
                var batch = batch(consumer);
                assertThat(batch.messages()).hasSizeBetween(1, 8);
                assertThat(batch.messages()).allMatch(each -> each.topic().equals(batch.topic()));
                read.merge(batch.topic(), batch.messages().size(), Integer::sum);
                batch.commit();
            }
            assertThat(read).isEqualTo(Map.of(orders.name(), MESSAGES, parcels.name(), 1));
        }
    }

    @Test
    void whatCompressesWellIsNoLargerBatch() {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        TestServers.kafka().bootstrapServers(),
                        "compression.type",
                        "zstd",
                        "linger.ms",
                        "1000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            IntStream.range(0, 30 * MESSAGES)
                    .forEach(each -> producer.send(new ProducerRecord<>(orders.name(), new byte[BYTES])));
        }
        try (var consumer = consumer(new BatchLimits(10_000, 1_000_000, WAIT))) {
            assertThat(batch(consumer).messages()).hasSizeLessThan(25);
        }
    }

    @Test
    void aBatchHasNoMoreMessagesThanItsSize() {
        send(orders, MESSAGES, 10);
        try (var consumer = consumer(new BatchLimits(7, 100_000_000, WAIT))) {
            for (var read = 0; read < MESSAGES; ) {
                var batch = batch(consumer);
                assertThat(batch.messages()).hasSizeLessThanOrEqualTo(7);
                read += batch.messages().size();
                batch.commit();
            }
        }
    }

    @Test
    void aBatchThatIsNotCommittedComesAgainAndHoldsUpNoOtherTable() {
        send(orders, 3, 10);
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            var failed = batch(consumer);
            send(parcels, 2, 10);
            var other = batch(consumer);
            assertThat(other.topic()).isEqualTo(parcels.name());
            other.commit();
            for (var tries = 0; tries < 3; tries++) {
                var again = batch(consumer);
                assertThat(offsets(again)).isEqualTo(offsets(failed));
            }
            var last = batch(consumer);
            last.commit();
            assertThat(offsets(last)).isEqualTo(List.of(0L, 1L, 2L));
            assertThat(consumer.poll(POLL)).isEmpty();
        }
    }

    @Test
    void aTableThatAPersonHasPausedIsNotReadUntilItIsResumed() {
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            tables.get(orders.name()).pause();
            send(orders, 3, 10);
            send(parcels, 1, 10);
            var other = batch(consumer);
            assertThat(other.topic()).isEqualTo(parcels.name());
            other.commit();
            for (var polls = 0; polls < 5; polls++) {
                assertThat(consumer.poll(POLL)).isEmpty();
            }
            tables.get(orders.name()).resume();
            assertThat(offsets(batch(consumer))).isEqualTo(List.of(0L, 1L, 2L));
        }
    }

    @Test
    void itBeginsWhereTheGroupThatATableHadToItselfHasEnded() throws Exception {
        send(orders, 3, 10);
        send(parcels, 3, 10);
        committed(name + ".apply-orders-dw", orders, 2, "");
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            var begins = begins(consumer);
            assertThat(begins).isEqualTo(Map.of(orders.name(), List.of(2L), parcels.name(), List.of(0L, 1L, 2L)));
        }
        try (var admin = admin()) {
            var partition = new TopicPartition(orders.name(), 0);
            assertThat(admin.listConsumerGroupOffsets(name + ".apply-dw")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .get(partition))
                    .isEqualTo(new OffsetAndMetadata(3, "orders"));
        }
    }

    @Test
    void whatWasCommittedForAnotherTableIsNobodysHere() throws Exception {
        send(orders, 3, 10);
        committed(name + ".apply-dw", orders, 2, "somebody");
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            assertThat(begins(consumer)).isEqualTo(Map.of(orders.name(), List.of(0L, 1L, 2L)));
        }
    }

    @Test
    void aTableThatOtherSettingsGiveToAnotherGroupTakesItsOffsetsAlong() throws Exception {
        send(orders, 3, 10);
        committed(name + ".apply-dw-2", orders, 1, "orders");
        properties.put("hindsight.table.zorders.source", "shop.orders");
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            assertThat(begins(consumer)).isEqualTo(Map.of(orders.name(), List.of(1L, 2L)));
        }
    }

    @Test
    void whoseThreadDoesNotComeBackIsSilent() {
        var consumers = consumers(new BatchLimits(100, 1_000_000, WAIT), Duration.ofSeconds(2));
        assertThat(consumers.areSilent()).as("before there is one").isFalse();
        try (var consumer = subscribed(consumers)) {
            consumer.poll(POLL);
            assertThat(consumers.areSilent()).isFalse();
            await().until(consumers::areSilent);
            consumer.poll(POLL);
            assertThat(consumers.areSilent()).isFalse();
            await().until(consumers::areSilent);
        }
        assertThat(consumers.areSilent()).as("when it is closed").isFalse();
    }

    /** The offsets that it reads, until there are no more. */
    private Map<String, List<Long>> begins(Consumer<byte[], Object> consumer) {
        var begins = new HashMap<String, List<Long>>();
        for (var batch = batch(consumer); ; ) {
            begins.put(batch.topic(), offsets(batch));
            batch.commit();
            var next = consumer.poll(Duration.ofSeconds(1));
            if (next.isEmpty()) {
                return begins;
            }
            batch = (TableBatch) next.iterator().next().value();
        }
    }

    private static List<Long> offsets(TableBatch batch) {
        return batch.messages().stream().map(each -> each.offset()).toList();
    }

    private static TableBatch batch(Consumer<byte[], Object> consumer) {
        return (TableBatch) await().until(() -> consumer.poll(POLL), records -> !records.isEmpty())
                .iterator()
                .next()
                .value();
    }

    private static void send(TestTopic topic, int messages, int bytes) {
        topic.sendRecords(IntStream.range(0, messages)
                .mapToObj(each -> new ProducerRecord<byte[], byte[]>(topic.name(), new byte[bytes]))
                .toList());
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()));
    }

    private static void committed(String group, TestTopic topic, long offset, String metadata) throws Exception {
        try (var admin = admin()) {
            admin.alterConsumerGroupOffsets(
                            group, Map.of(new TopicPartition(topic.name(), 0), new OffsetAndMetadata(offset, metadata)))
                    .all()
                    .get();
        }
    }

    private Consumer<byte[], Object> consumer(BatchLimits limits) {
        return subscribed(consumers(limits, Duration.ofMinutes(5)));
    }

    private Consumer<byte[], Object> subscribed(TableBatchConsumers consumers) {
        var consumer = consumers.getConsumer(kafka());
        consumer.subscribe(List.of("tables"), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        });
        return consumer;
    }

    private TableBatchConsumers consumers(BatchLimits limits, Duration longestBatch) {
        var settings = Settings.of(properties);
        var group = ApplyGroup.of(settings, "dw").get(0);
        tables = group.tables().stream()
                .collect(Collectors.toMap(
                        table -> table.topic(name),
                        table -> new AppliedTable(settings, settings.warehouse("dw"), table, null, Optional.empty())));
        return new TableBatchConsumers(limits, new InheritedOffsets(settings, group), tables, longestBatch);
    }

    private Properties kafka() {
        var kafka = new Properties();
        kafka.put("bootstrap.servers", TestServers.kafka().bootstrapServers());
        kafka.put("group.id", name + ".apply-dw");
        kafka.put("auto.offset.reset", "earliest");
        kafka.put("enable.auto.commit", "false");
        kafka.put("key.deserializer", ByteArrayDeserializer.class.getName());
        kafka.put("value.deserializer", ByteArrayDeserializer.class.getName());
        return kafka;
    }
}
