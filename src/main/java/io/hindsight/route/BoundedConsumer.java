package io.hindsight.route;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A Kafka consumer that ends a batch by its bytes too. Camel gathers messages until they are so many, or until none has
 * come for the batch's time: when there are bytes enough, none comes.
 */
final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {

    private final long batchBytes;
    private long bytes;
    private volatile long lastPoll = System.nanoTime();

    /** @param batchBytes bytes of keys and values that are enough for a batch; a poll's more can be in it */
    BoundedConsumer(Properties properties, long batchBytes) {
        super(properties);
        this.batchBytes = batchBytes;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        lastPoll = System.nanoTime();
        var records = bytes < batchBytes ? super.poll(timeout) : pollNothing(timeout);
        bytes += StreamSupport.stream(records.spliterator(), false)
                .mapToLong(each -> Math.max(0, each.serializedKeySize()) + Math.max(0, each.serializedValueSize()))
                .sum();
        return records;
    }

    /** Stays a member of its group and has no messages, but those of a partition that it is given meanwhile. */
    private ConsumerRecords<byte[], byte[]> pollNothing(Duration timeout) {
        var held = new HashSet<>(assignment());
        held.removeAll(paused());
        pause(held);
        try {
            return super.poll(timeout);
        } finally {
            held.retainAll(assignment());
            resume(held);
        }
    }

    /** The batch has been applied. */
    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        super.commitSync(offsets, timeout);
        bytes = 0;
    }

    Duration sinceLastPoll() {
        return Duration.ofNanos(System.nanoTime() - lastPoll);
    }
}
