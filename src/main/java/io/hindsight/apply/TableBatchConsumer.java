package io.hindsight.apply;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/**
 * A Kafka consumer of many tables' topics whose every poll gives one batch of one table, a {@link TableBatch}, as the
 * value of its only record. It is the table's turn that has waited longest. A batch that wasn't committed by the next
 * poll has failed: the table's partitions are paused for a while and read again from there, and the others go on.
 *
 * <p>It asks Kafka for a few messages at a time, since those that compress well can be many thousand times what was
 * fetched, and stops reading when it has bytes enough.
 */
final class TableBatchConsumer extends KafkaConsumer<byte[], Object> {

    /** More are hardly quicker: a poll for what has been fetched already costs some microseconds. */
    private static final int AT_A_TIME = 5;

    private final BatchLimits limits;
    private final InheritedOffsets inherited;
    private final Map<String, TopicBuffer> buffers;
    private final Map<TopicPartition, OffsetAndMetadata> owed = new HashMap<>();
    private TableBatch given;
    private volatile long lastPoll = System.nanoTime();
    private volatile boolean closed;

    /** @param buffers by topic */
    TableBatchConsumer(
            Properties properties, BatchLimits limits, InheritedOffsets inherited, Map<String, TopicBuffer> buffers) {
        super(withFewRecords(properties, limits));
        this.limits = limits;
        this.inherited = inherited;
        this.buffers = buffers;
    }

    private static Properties withFewRecords(Properties properties, BatchLimits limits) {
        var few = new Properties();
        few.putAll(properties);
        few.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(AT_A_TIME, limits.changes()));
        return few;
    }

    /** Subscribes to the tables' topics, whatever it is told: so many names are too long for an endpoint's address. */
    @Override
    public void subscribe(Collection<String> label, ConsumerRebalanceListener listener) {
        super.subscribe(buffers.keySet(), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                commitOwed();
                forget(partitions);
                listener.onPartitionsRevoked(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                forget(partitions);
                listener.onPartitionsLost(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                inherited.take(TableBatchConsumer.this, partitions);
                listener.onPartitionsAssigned(partitions);
            }
        });
    }

    /** What is wrong with their tables is now seen by who gets them. */
    private void forget(Collection<TopicPartition> partitions) {
        for (var partition : partitions) {
            var buffer = buffers.get(partition.topic());
            buffer.forget(partition);
            // why a person or a refusal holds it stays to be read
            if (!buffer.table().isHeld()) {
                buffer.table().goesOn();
            }
        }
        owed.keySet().removeAll(partitions);
    }

    /** A group that is just giving its partitions out takes no offsets; they are committed as soon as it does. */
    private void commitApplied(Map<TopicPartition, OffsetAndMetadata> offsets) {
        owed.putAll(offsets);
        commitOwed();
    }

    private void commitOwed() {
        if (owed.isEmpty()) {
            return;
        }
        try {
            commitSync(owed);
            owed.clear();
        } catch (RebalanceInProgressException later) {
            owed.keySet().retainAll(assignment());
        } catch (CommitFailedException lost) {
            // the group has gone on without this consumer: who has the partitions now applies the batch once more
            owed.clear();
        }
    }

    @Override
    public ConsumerRecords<byte[], Object> poll(Duration timeout) {
        lastPoll = System.nanoTime();
        settle();
        var end = lastPoll + timeout.toNanos();
        try {
            do {
                commitOwed();
                pauseAndResume();
                gather(due().isPresent() ? Duration.ZERO : until(Math.min(end, nextDue())));
                var due = due();
                if (due.isPresent()) {
                    return give(due.get());
                }
            } while (System.nanoTime() < end);
        } catch (OutOfMemoryError exhausted) {
            // an error would end Camel's thread, and nobody would hear of it
            throw new KafkaException("no memory for more messages", exhausted);
        }
        return ConsumerRecords.empty();
    }

    /** What becomes of the table whose batch was given out last. */
    private void settle() {
        if (given == null) {
            return;
        }
        var batch = given;
        given = null;
        var buffer = buffers.get(batch.topic());
        if (batch.isCommitted()) {
            buffer.succeeded();
        } else {
            rewind(batch.messages());
            buffer.failed();
        }
    }

    private void rewind(List<ConsumerRecord<byte[], Object>> messages) {
        var mine = assignment();
        TopicBuffer.beginnings(messages).forEach((partition, offset) -> {
            if (mine.contains(partition)) {
                seek(partition, offset);
            }
        });
    }

    /** Only tables that can take more are read. */
    private void pauseAndResume() {
        var full = bytes() >= limits.bytes();
        var waiting = new HashSet<TopicPartition>();
        var reading = new HashSet<TopicPartition>();
        for (var partition : assignment()) {
            var buffer = buffers.get(partition.topic());
            if (buffer.isHeld() && !buffer.isEmpty()) {
                rewind(buffer.take());
            }
            var waits = full || buffer.isHeld() || isFull(buffer);
            (waits ? waiting : reading).add(partition);
        }
        var paused = paused();
        waiting.removeAll(paused);
        pause(waiting);
        reading.retainAll(paused);
        resume(reading);
    }

    private static Duration until(long nanoTime) {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** Reads what is there, after waiting for the first of it. */
    private void gather(Duration wait) {
        for (var few = super.poll(wait); !few.isEmpty(); few = super.poll(Duration.ZERO)) {
            for (var message : few) {
                buffers.get(message.topic()).add(message);
            }
            if (bytes() >= limits.bytes() || buffers.values().stream().anyMatch(this::isFull)) {
                return;
            }
        }
    }

    private boolean isFull(TopicBuffer buffer) {
        return buffer.size() + AT_A_TIME > limits.changes() && !buffer.isEmpty();
    }

    private long bytes() {
        return buffers.values().stream().mapToLong(TopicBuffer::bytes).sum();
    }

    private long nextDue() {
        return buffers.values().stream()
                .filter(buffer -> !buffer.isEmpty())
                .mapToLong(buffer -> buffer.since() + limits.longestWait().toNanos())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** The table that has waited longest of those that have enough, or have waited long enough. */
    private Optional<TopicBuffer> due() {
        var now = System.nanoTime();
        var enough = bytes() >= limits.bytes();
        return buffers.values().stream()
                .filter(buffer -> !buffer.isEmpty())
                .filter(buffer -> enough
                        || isFull(buffer)
                        || now - buffer.since() >= limits.longestWait().toNanos())
                .min(Comparator.comparingLong(TopicBuffer::since));
    }

    private ConsumerRecords<byte[], Object> give(TopicBuffer buffer) {
        given = new TableBatch(buffer.table(), buffer.take(), this::commitApplied);
        var first = given.messages().get(0);
        return new ConsumerRecords<>(Map.of(
                new TopicPartition(first.topic(), first.partition()),
                List.of(new ConsumerRecord<>(first.topic(), first.partition(), first.offset(), null, given))));
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        super.close();
    }

    @Override
    public void close(Duration timeout) {
        closed = true;
        super.close(timeout);
    }

    Duration sinceLastPoll() {
        return Duration.ofNanos(System.nanoTime() - lastPoll);
    }
}
