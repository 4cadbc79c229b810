package io.hindsight.apply;

import static io.hindsight.testing.Await.await;

import io.hindsight.history.ForgottenRows;
import io.hindsight.history.ValueForm;
import io.hindsight.kafka.ApplyGroup;
import io.hindsight.settings.Settings;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Two tables' topics, and consumers of them as an apply route has. */
abstract class ConsumedTables {

    static final Duration POLL = Duration.ofMillis(200);
    static final Duration WAIT = Duration.ofMillis(50);

    final String name = Unique.name("batches");
    final Map<String, String> properties = new TreeMap<>(Map.of(
            "hindsight.name", name,
            "hindsight.source.hostname", "127.0.0.1",
            "hindsight.kafka.brokers", TestServers.kafka().bootstrapServers(),
            "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
            "hindsight.table.orders.source", "shop.orders",
            "hindsight.table.parcels.source", "shop.parcels"));
    final TestTopic orders = TestTopic.create(TestServers.kafka(), name + ".shop.orders", 1);
    final TestTopic parcels = TestTopic.create(TestServers.kafka(), name + ".shop.parcels", 1);
    Map<String, AppliedTable> tables;

    static List<Long> offsets(TableBatch batch) {
        return batch.messages().stream().map(each -> each.offset()).toList();
    }

    static TableBatch batch(Consumer<byte[], Object> consumer) {
        return (TableBatch) await().until(() -> consumer.poll(POLL), records -> !records.isEmpty())
                .iterator()
                .next()
                .value();
    }

    static void send(TestTopic topic, int messages, int bytes) {
        topic.sendRecords(IntStream.range(0, messages)
                .mapToObj(each -> new ProducerRecord<byte[], byte[]>(topic.name(), new byte[bytes]))
                .toList());
    }

    Consumer<byte[], Object> consumer(BatchLimits limits) {
        return subscribed(consumers(limits, Duration.ofMinutes(5)));
    }

    Consumer<byte[], Object> subscribed(TableBatchConsumers consumers) {
        var consumer = consumers.getConsumer(kafka());
        consumer.subscribe(List.of("tables"), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        });
        return consumer;
    }

    TableBatchConsumers consumers(BatchLimits limits, Duration longestBatch) {
        var settings = Settings.of(properties);
        var group = ApplyGroup.of(settings, "dw").get(0);
        tables = group.tables().stream()
                .collect(Collectors.toMap(
                        table -> table.topic(name),
                        table -> new AppliedTable(
                                settings,
                                settings.warehouse("dw"),
                                table,
                                null,
                                Optional.empty(),
                                ForgottenRows.NONE,
                                ValueForm.JSON)));
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
