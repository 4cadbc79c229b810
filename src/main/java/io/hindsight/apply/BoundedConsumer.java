package io.hindsight.apply;

import static org.apache.kafka.clients.consumer.ConsumerConfig.DEFAULT_MAX_POLL_RECORDS;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A Kafka consumer that ends a batch by its bytes too. It asks Kafka's for a few messages at a time, since those that
 * compress well can be many thousand times what was fetched, and gathers them until they are enough for a batch, or
 * there are no more. Camel, for its part, gathers until none has come for the batch's time: when there are bytes
 * enough, none comes.
 */
final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {

    /** More are hardly quicker: a poll for what has been fetched already costs some microseconds. */
    private static final int AT_A_TIME = 5;

    private final int batchSize;
    private final long batchBytes;
    private long bytes;
    private volatile long lastPoll = System.nanoTime();

    /**
     * @param properties with the batch's size as {@code max.poll.records}
     * @param batchBytes bytes of keys and values that are enough for a batch; the last few messages' more can be in it
     */
    static BoundedConsumer of(Properties properties, long batchBytes) {
        var batchSize = Integer.parseInt(
                String.valueOf(properties.getOrDefault(MAX_POLL_RECORDS_CONFIG, DEFAULT_MAX_POLL_RECORDS)));
        var few = new Properties();
        few.putAll(properties);
        few.put(MAX_POLL_RECORDS_CONFIG, Math.min(AT_A_TIME, batchSize));
        return new BoundedConsumer(few, batchSize, batchBytes);
    }

    private BoundedConsumer(Properties properties, int batchSize, long batchBytes) {
        super(properties);
        this.batchSize = batchSize;
        this.batchBytes = batchBytes;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        lastPoll = System.nanoTime();
        if (bytes >= batchBytes) {
            return pollNothing(timeout);
        }
        var records = new HashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        try {
            gather(records, timeout);
        } catch (OutOfMemoryError exhausted) {
            // an error would end Camel's thread, and nobody would hear of it
            throw new KafkaException("no memory for more messages", exhausted);
        }
        return new ConsumerRecords<>(records);
    }

    private void gather(Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records, Duration timeout) {
        var wait = timeout;
        var count = 0;
        int added;
        do {
            var few = super.poll(wait);
            for (var message : few) {
                bytes += Math.max(0, message.serializedKeySize()) + Math.max(0, message.serializedValueSize());
                records.computeIfAbsent(
                                new TopicPartition(message.topic(), message.partition()), one -> new ArrayList<>())
                        .add(message);
            }
            added = few.count();
            count += added;
            wait = Duration.ZERO;
        } while (added > 0 && bytes < batchBytes && count + AT_A_TIME <= batchSize);
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
