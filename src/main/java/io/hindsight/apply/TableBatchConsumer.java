package io.hindsight.apply;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A Kafka consumer of many tables' topics whose every poll gives one batch of one table, a {@link TableBatch}, as the
 * value of its only record. It is the table's turn that has waited longest. A batch that wasn't committed by the next
 * poll has failed: the table's partitions are paused for a while and read again from there, and the others go on.
 *
 * <p>It asks Kafka for a few messages at a time, since those that compress well can be many thousand times what was
 * fetched, and stops reading when it has bytes enough.
 */
final class TableBatchConsumer extends KafkaConsumer<byte[], Object> {

    private final InheritedOffsets inherited;
    private final BiConsumer<Consumer<?, ?>, Collection<TopicPartition>> beginning;
    private final TopicBuffers buffers;
    private final OwedCommits commits = new OwedCommits(this);
    private ConsumerRebalanceListener listener;
    private TableBatch given;
    private volatile long lastPoll = System.nanoTime();
    private volatile boolean closed;

    /**
     * @param beginning says where partitions that the consumer has just got are read from, where Kafka's own offsets don't
     * @param tables by topic; it reads those too that come while it runs
     */
    TableBatchConsumer(
            Properties properties,
            BatchLimits limits,
            InheritedOffsets inherited,
            BiConsumer<Consumer<?, ?>, Collection<TopicPartition>> beginning,
            Map<String, AppliedTable> tables) {
        super(withFewRecords(properties, limits));
        this.inherited = inherited;
        this.beginning = beginning;
        this.buffers = new TopicBuffers(limits, tables);
    }

    private static Properties withFewRecords(Properties properties, BatchLimits limits) {
        var few = new Properties();
        few.putAll(properties);
        few.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(TopicBuffers.AT_A_TIME, limits.changes()));
        return few;
    }

    /** Subscribes to the tables' topics, whatever it is told: so many names are too long for an endpoint's address. */
    @Override
    public void subscribe(Collection<String> label, ConsumerRebalanceListener ofCaller) {
        listener = new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                commits.commit();
                forget(partitions);
                ofCaller.onPartitionsRevoked(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                forget(partitions);
                ofCaller.onPartitionsLost(partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                inherited.take(TableBatchConsumer.this, partitions);
                beginning.accept(TableBatchConsumer.this, partitions);
                ofCaller.onPartitionsAssigned(partitions);
            }
        };
        super.subscribe(buffers.topics(), listener);
    }

    private void forget(Collection<TopicPartition> partitions) {
        buffers.forget(partitions);
        commits.forget(partitions);
    }

    @Override
    public ConsumerRecords<byte[], Object> poll(Duration timeout) {
        lastPoll = System.nanoTime();
        settle();
        if (buffers.grow()) {
            super.subscribe(buffers.topics(), listener);
        }
        if (buffers.topics().isEmpty()) {
            // no table has been found yet, and Kafka would complain of a reader of nothing
            LockSupport.parkNanos(timeout.toNanos());
            return ConsumerRecords.empty();
        }
        var end = lastPoll + timeout.toNanos();
        try {
            do {
                commits.commit();
                pauseAndResume();
                gather(buffers.due().isPresent() ? Duration.ZERO : until(Math.min(end, buffers.nextDue())));
                var due = buffers.due();
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
        var buffer = buffers.of(batch.topic());
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
        var full = buffers.isEnough();
        var waiting = new HashSet<TopicPartition>();
        var reading = new HashSet<TopicPartition>();
        for (var partition : assignment()) {
            var buffer = buffers.of(partition.topic());
            if (buffer.isHeld() && !buffer.isEmpty()) {
                rewind(buffer.take());
            }
            var waits = full || buffer.isHeld() || buffers.isFull(buffer);
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
            few.forEach(buffers::add);
            if (buffers.isEnough() || buffers.isAnyFull()) {
                return;
            }
        }
    }

    private ConsumerRecords<byte[], Object> give(TopicBuffer buffer) {
        given = new TableBatch(buffer.table(), buffer.take(), commits::commit);
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
