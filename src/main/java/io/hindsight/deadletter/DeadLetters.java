package io.hindsight.deadletter;

import io.hindsight.settings.KafkaSettings;
import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The dead letters that wait: those after the offset that the consumer group with the topic's name has committed, up to
 * the topic's end when this was made. Without a topic there are none. Kafka's failures come as {@link KafkaException}.
 */
public final class DeadLetters implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> first = new HashMap<>();
    private final Map<TopicPartition, Long> ends;

    public DeadLetters(Settings settings) {
        var topic = settings.topicNames().deadLetters();
        this.kafka = settings.kafka();
        this.consumer = new KafkaConsumer<>(
                kafka.client(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        topic,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS / 2)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var found = consumer.partitionsFor(topic);
        var partitions = (found == null ? List.<org.apache.kafka.common.PartitionInfo>of() : found)
                .stream()
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .toList();
        consumer.assign(partitions);
        this.ends = consumer.endOffsets(partitions);
        var dealtWith = consumer.committed(new HashSet<>(partitions));
        consumer.beginningOffsets(partitions).forEach((partition, beginning) -> {
            var offset = dealtWith.get(partition);
            first.put(partition, offset == null ? beginning : Math.max(beginning, offset.offset()));
        });
    }

    /** Shows each of them, in the order of a partition; a copy comes as often as it is there. */
    void each(Consumer<Letter> look) {
        first.forEach(consumer::seek);
        var patience = PATIENCE_MILLIS / POLL.toMillis();
        for (var tries = 0; !isAtEnd(); tries++) {
            var messages = consumer.poll(POLL);
            for (var message : messages) {
                if (message.offset() < ends.get(new TopicPartition(message.topic(), message.partition()))) {
                    look.accept(new Letter(message));
                }
            }
            if (!messages.isEmpty()) {
                tries = 0;
            } else if (tries > patience) {
                throw new KafkaException("it has stopped answering");
            }
        }
    }

    /** Shows each of them, and each once. */
    public void eachOnce(Consumer<Letter> look) {
        var seen = new HashSet<String>();
        each(letter -> {
            if (seen.add(letter.identity())) {
                look.accept(letter);
            }
        });
    }

    private boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /**
     * From now on, letters before these offsets wait no more: the group's offsets say so, and the letters are removed,
     * for Kafka forgets the offsets of a group without members in a week.
     */
    void dealtWith(Map<TopicPartition, Long> next) {
        consumer.commitSync(next.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, offset -> new OffsetAndMetadata(offset.getValue()))));
        try (var admin = Admin.create(kafka.client(Map.of(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS / 2)))) {
            admin.deleteRecords(next.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, offset -> RecordsToDelete.beforeOffset(offset.getValue()))))
                    .all()
                    .get();
        } catch (ExecutionException refused) {
            throw new KafkaException("dead letters that were dealt with can't be removed", refused.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", stopping);
        }
    }

    @Override
    public void close() {
        consumer.close(Duration.ZERO);
    }
}
