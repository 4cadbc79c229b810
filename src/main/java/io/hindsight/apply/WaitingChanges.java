package io.hindsight.apply;

import io.hindsight.history.Envelope;
import io.hindsight.history.Message;
import io.hindsight.history.UnreadableException;
import io.hindsight.settings.Settings;
import io.hindsight.table.ColumnsHeader;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableDeclaration;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at what a route would be given next, without taking it. */
final class WaitingChanges {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int TIMEOUT_MILLIS = 10_000;

    private final TableDeclaration table;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private boolean waiting;

    private WaitingChanges(TableDeclaration table, KafkaConsumer<byte[], byte[]> consumer, String topic) {
        this.table = table;
        this.consumer = consumer;
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /**
     * The columns that the table had when such a change was made; empty when none waits.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka doesn't answer, or hasn't the topic
     */
    static Optional<List<SourceColumn>> columns(Settings settings, TableDeclaration table, String warehouse) {
        var client = settings.kafka()
                .client(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        settings.name() + "." + table.routeId(warehouse),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MILLIS));
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var changes = new WaitingChanges(table, consumer, table.topic(settings.name()));
            return changes.columns();
        }
    }

    private Optional<List<SourceColumn>> columns() {
        consumer.assign(partitions);
        var committed = consumer.committed(new HashSet<>(partitions));
        consumer.seekToBeginning(partitions);
        committed.forEach((partition, last) -> {
            if (last != null) {
                consumer.seek(partition, last.offset());
            }
        });
        var found = search();
        if (found.isEmpty() && waiting) {
            // a truncate, which doesn't say the key: the changes before it do
            consumer.seekToBeginning(partitions);
            found = search();
        }
        return found;
    }

    private Optional<List<SourceColumn>> search() {
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (var message : consumer.poll(POLL)) {
                var columns = columns(message);
                if (columns.stream().anyMatch(column -> column.keyPosition() > 0)) {
                    return Optional.of(columns);
                }
            }
        }
        return Optional.empty();
    }

    /** Empty for what is another table's, or doesn't say its columns. */
    private List<SourceColumn> columns(ConsumerRecord<byte[], byte[]> message) {
        var header = message.headers().lastHeader(ColumnsHeader.NAME);
        if (message.value() == null || header == null || !isOfTable(message)) {
            return List.of();
        }
        waiting = true;
        return ColumnsHeader.read(header.value());
    }

    private boolean isOfTable(ConsumerRecord<byte[], byte[]> message) {
        try {
            return Envelope.read(new Message(
                            message.topic(),
                            message.partition(),
                            message.offset(),
                            message.key(),
                            message.value(),
                            0,
                            0,
                            null))
                    .table()
                    .equals(table.source());
        } catch (UnreadableException somebodyElses) {
            return false;
        }
    }
}
