package io.hindsight.apply;

import io.hindsight.history.SchemaChangedException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Messages of one table's topic on their way to one warehouse: what an apply route is given. */
public final class TableBatch {

    private final AppliedTable table;
    private final List<ConsumerRecord<byte[], Object>> messages;
    private final Consumer<Map<TopicPartition, OffsetAndMetadata>> commit;
    private ApplyBatch changes;
    private boolean committed;

    TableBatch(
            AppliedTable table,
            List<ConsumerRecord<byte[], Object>> messages,
            Consumer<Map<TopicPartition, OffsetAndMetadata>> commit) {
        this.table = table;
        this.messages = messages;
        this.commit = commit;
    }

    public AppliedTable getTable() {
        return table;
    }

    String topic() {
        return messages.get(0).topic();
    }

    List<ConsumerRecord<byte[], Object>> messages() {
        return messages;
    }

    Set<TopicPartition> partitions() {
        return TopicBuffer.beginnings(messages).keySet();
    }

    /**
     * Reads the messages; gives what the table must first become in the warehouse, or null when they can be applied.
     *
     * @throws io.hindsight.table.InvalidTableException when the declaration doesn't fit their columns
     */
    public TableChange read() throws SQLException {
        try {
            changes = table.read(messages);
            return null;
        } catch (SchemaChangedException other) {
            return table.change(other);
        }
    }

    public ApplyBatch getChanges() {
        return changes;
    }

    /** The offsets behind it, by topic and partition. */
    Map<String, Map<Integer, Long>> offsets() {
        var next = new HashMap<String, Map<Integer, Long>>();
        messages.forEach(message -> next.computeIfAbsent(message.topic(), topic -> new HashMap<>())
                .put(message.partition(), message.offset() + 1));
        return next;
    }

    /** Tells Kafka that the warehouse has the batch. */
    public void commit() {
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        messages.forEach(message -> next.put(
                new TopicPartition(message.topic(), message.partition()),
                new OffsetAndMetadata(message.offset() + 1, table.declaration().name())));
        commit.accept(next);
        committed = true;
    }

    boolean isCommitted() {
        return committed;
    }
}
