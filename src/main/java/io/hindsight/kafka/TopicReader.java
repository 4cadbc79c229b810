package io.hindsight.kafka;

import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads topics up to the ends that they had when they were asked; messages that come meanwhile are left. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicReader() {}

    /** Shows each message of a topic's first partition. */
    public static void readAll(
            Settings settings, String purpose, String topic, Consumer<ConsumerRecord<byte[], byte[]>> look) {
        try (var consumer = Clients.reader(settings, purpose, Map.of())) {
            var partition = List.of(new TopicPartition(topic, 0));
            read(consumer, consumer.beginningOffsets(partition), consumer.endOffsets(partition), look);
        }
    }

    /** Lists the partitions of a topic; none where the topic doesn't exist. */
    public static List<TopicPartition> partitions(
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, String topic) {
        var found = consumer.partitionsFor(topic);
        return found == null
                ? List.of()
                : found.stream()
                        .map(each -> new TopicPartition(topic, each.partition()))
                        .toList();
    }

    /**
     * Shows each message of these partitions, in the order of a partition.
     *
     * @param from the offset to begin at, for each partition
     * @param ends the offset to end before, for each partition
     * @throws TimeoutException when none has come for as long as Kafka has for an answer
     */
    public static void read(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> look) {
        first(consumer, from, ends, message -> {
            look.accept(message);
            return Optional.empty();
        });
    }

    /** Looks at a topic's messages, each partition's in their order, until one gives something. */
    public static <T> Optional<T> first(
            Settings settings,
            String purpose,
            String topic,
            Function<ConsumerRecord<byte[], byte[]>, Optional<T>> look) {
        try (var consumer = Clients.reader(settings, purpose, Map.of())) {
            var partitions = partitions(consumer, topic);
            return first(consumer, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions), look);
        }
    }

    private static <T> Optional<T> first(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Function<ConsumerRecord<byte[], byte[]>, Optional<T>> look) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        var places = places(consumer, from.keySet());
        var progress = System.nanoTime();
        while (places.entrySet().stream().anyMatch(place -> place.getValue() < ends.get(place.getKey()))) {
            for (var message : consumer.poll(POLL)) {
                if (message.offset() < ends.get(new TopicPartition(message.topic(), message.partition()))) {
                    var found = look.apply(message);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            var next = places(consumer, from.keySet());
            if (!next.equals(places)) {
                places = next;
                progress = System.nanoTime();
            } else if (System.nanoTime() - progress > TimeLimits.KAFKA.toNanos()) {
                throw new TimeoutException("Kafka has stopped answering");
            }
        }
        return Optional.empty();
    }

    /** By places, not by messages: markers and what was compacted take offsets, and never come. */
    private static Map<TopicPartition, Long> places(
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(each -> each, consumer::position));
    }
}
