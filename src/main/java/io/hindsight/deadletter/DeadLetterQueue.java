package io.hindsight.deadletter;

import io.hindsight.kafka.Clients;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.kafka.TopicNames;
import io.hindsight.kafka.TopicReader;
import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the dead letters that wait: those after the offset that the consumer group with the topic's name has
 * committed, up to
 * the topic's end when this was made. Without a topic there are none. Kafka's failures come as {@link KafkaException}.
 */
public final class DeadLetterQueue implements AutoCloseable {

    private final Settings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> first = new HashMap<>();
    private final Map<TopicPartition, Long> ends;

    public DeadLetterQueue(Settings settings) {
        var topic = TopicNames.of(settings).deadLetters();
        this.settings = settings;
        this.consumer = Clients.reader(settings, "dead-letters", Map.of(ConsumerConfig.GROUP_ID_CONFIG, topic));
        var partitions = TopicReader.partitions(consumer, topic);
        this.ends = consumer.endOffsets(partitions);
        var dealtWith = consumer.committed(new HashSet<>(partitions));
        consumer.beginningOffsets(partitions).forEach((partition, beginning) -> {
            var offset = dealtWith.get(partition);
            first.put(partition, offset == null ? beginning : Math.max(beginning, offset.offset()));
        });
    }

    /** Gives from where to where they are in the topic: where that is as it was, so are the letters. */
    public List<Map<TopicPartition, Long>> span() {
        return List.of(Map.copyOf(first), Map.copyOf(ends));
    }

    /** Shows each of them, in the order of a partition; a copy comes as often as it is there. */
    void each(java.util.function.Consumer<DeadLetter> look) {
        TopicReader.read(consumer, first, ends, message -> look.accept(new DeadLetter(message)));
    }

    /** Shows each of them, and each once. */
    public void eachOnce(java.util.function.Consumer<DeadLetter> look) {
        var seen = new HashSet<String>();
        each(letter -> {
            if (seen.add(letter.identity())) {
                look.accept(letter);
            }
        });
    }

    /**
     * From now on, letters before these offsets wait no more: the group's offsets say so, and the letters are removed,
     * for Kafka forgets the offsets of a group without members in a week.
     */
    void dealtWith(Map<TopicPartition, Long> next) {
        consumer.commitSync(next.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, offset -> new OffsetAndMetadata(offset.getValue()))));
        try (var kafka = new KafkaAdmin(settings, "dead-letters")) {
            kafka.deleteBefore(next);
        }
    }

    @Override
    public void close() {
        consumer.close(Duration.ZERO);
    }
}
