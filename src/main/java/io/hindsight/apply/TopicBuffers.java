package io.hindsight.apply;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Holds what a consumer has read of its tables' topics and not given out yet, and says whose turn it is. */
final class TopicBuffers {

    /** How many messages a read brings at most: more are hardly quicker, for what has been fetched costs microseconds. */
    static final int AT_A_TIME = 5;

    private final BatchLimits limits;
    private final Map<String, AppliedTable> tables;
    private final Map<String, TopicBuffer> byTopic = new HashMap<>();

    /** @param tables by topic, which become more while others find some */
    TopicBuffers(BatchLimits limits, Map<String, AppliedTable> tables) {
        this.limits = limits;
        this.tables = tables;
        grow();
    }

    /** Takes up tables that came since; tells whether there were any. */
    boolean grow() {
        if (byTopic.size() == tables.size()) {
            return false;
        }
        tables.forEach((topic, table) -> byTopic.computeIfAbsent(topic, fresh -> new TopicBuffer(table)));
        return true;
    }

    Set<String> topics() {
        return byTopic.keySet();
    }

    TopicBuffer of(String topic) {
        return byTopic.get(topic);
    }

    void add(ConsumerRecord<byte[], Object> message) {
        of(message.topic()).add(message);
    }

    /** What is wrong with their tables is now seen by who gets them. */
    void forget(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var buffer = of(partition.topic());
            buffer.forget(partition);
            // why a person or a refusal holds it stays to be read
            if (!buffer.table().isHeld()) {
                buffer.table().reasons().goOn(Set.of(partition));
            }
        }
    }

    /** Whether there are bytes enough, of whichever tables. */
    boolean isEnough() {
        return byTopic.values().stream().mapToLong(TopicBuffer::bytes).sum() >= limits.bytes();
    }

    /** Whether one more read could bring a table more than a batch has. */
    boolean isFull(TopicBuffer buffer) {
        return buffer.size() + AT_A_TIME > Math.min(limits.changes(), buffer.most()) && !buffer.isEmpty();
    }

    boolean isAnyFull() {
        return byTopic.values().stream().anyMatch(this::isFull);
    }

    /** The table that has waited longest of those that have enough, or have waited long enough. */
    Optional<TopicBuffer> due() {
        var now = System.nanoTime();
        var enough = isEnough();
        return byTopic.values().stream()
                .filter(buffer -> !buffer.isEmpty())
                .filter(buffer -> enough || isFull(buffer) || now - dueAt(buffer) >= 0)
                .min(Comparator.comparingLong(TopicBuffer::since));
    }

    /** When the next table has waited long enough, by the JVM's clock of nanoseconds. */
    long nextDue() {
        return byTopic.values().stream()
                .filter(buffer -> !buffer.isEmpty())
                .mapToLong(this::dueAt)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private long dueAt(TopicBuffer buffer) {
        return buffer.since() + limits.longestWait().toNanos();
    }
}
