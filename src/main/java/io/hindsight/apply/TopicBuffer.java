package io.hindsight.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The messages of one topic that a consumer has read and not given out yet, and when it may give them out. */
final class TopicBuffer {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** What fails because a warehouse is away would be read from Kafka, whole, for every try. */
    private static final int FIRST_TRY = TopicBuffers.AT_A_TIME;

    private static final int GROWTH = 4;

    private final AppliedTable table;
    private List<ConsumerRecord<byte[], Object>> messages = new ArrayList<>();
    private long bytes;
    private long since;
    private Duration pause = Duration.ZERO;
    private int most = Integer.MAX_VALUE;
    private long pausedUntil = System.nanoTime();
    private int wakeUps;

    TopicBuffer(AppliedTable table) {
        this.table = table;
    }

    AppliedTable table() {
        return table;
    }

    void add(ConsumerRecord<byte[], Object> message) {
        if (messages.isEmpty()) {
            since = System.nanoTime();
        }
        messages.add(message);
        bytes += bytes(message);
    }

    private static long bytes(ConsumerRecord<?, ?> message) {
        return Math.max(0, message.serializedKeySize()) + Math.max(0, message.serializedValueSize());
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    int size() {
        return messages.size();
    }

    long bytes() {
        return bytes;
    }

    /** When its oldest message was read, by the JVM's clock of nanoseconds. */
    long since() {
        return since;
    }

    /** Whether nothing may be read for the table now: a person or a refusal holds it, or its last batch failed just now. */
    boolean isHeld() {
        if (table.wakeUps() != wakeUps) {
            wakeUps = table.wakeUps();
            pausedUntil = System.nanoTime();
            pause = Duration.ZERO;
            most = Integer.MAX_VALUE;
        }
        return table.isHeld() || System.nanoTime() < pausedUntil;
    }

    /** Gives all that has been gathered. */
    List<ConsumerRecord<byte[], Object>> take() {
        var taken = messages;
        messages = new ArrayList<>();
        bytes = 0;
        return taken;
    }

    /** How many messages its next batch has at most: few after two failures in a row, more with each that is in the warehouse. */
    int most() {
        return most;
    }

    /** The last batch is in the warehouse. */
    void succeeded() {
        pause = Duration.ZERO;
        most = most > Integer.MAX_VALUE / GROWTH ? Integer.MAX_VALUE : most * GROWTH;
    }

    /** The last batch isn't in the warehouse: the table waits, the longer the more often in a row. */
    void failed() {
        most = pause.isZero() ? most : FIRST_TRY;
        var longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        pausedUntil = System.nanoTime() + pause.toNanos();
    }

    /** Forgets what it has of a partition that goes to another consumer. */
    void forget(TopicPartition partition) {
        messages.removeIf(message -> message.partition() == partition.partition());
        bytes = messages.stream().mapToLong(TopicBuffer::bytes).sum();
    }

    /** Where each partition must be read from for the messages to come again. */
    static Map<TopicPartition, Long> beginnings(List<ConsumerRecord<byte[], Object>> messages) {
        var beginnings = new HashMap<TopicPartition, Long>();
        messages.forEach(message ->
                beginnings.putIfAbsent(new TopicPartition(message.topic(), message.partition()), message.offset()));
        return beginnings;
    }
}
