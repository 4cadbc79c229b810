package io.hindsight.apply;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Makes the Kafka consumers of an apply route, and knows whether each still reads. */
public final class TableBatchConsumers extends DefaultKafkaClientFactory {

    /** Kafka's own limit, after which it gives the partitions of such a consumer to another. */
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(5);

    private final BatchLimits limits;
    private final InheritedOffsets inherited;
    private final Map<String, AppliedTable> tables = new ConcurrentHashMap<>();
    private final Duration longestBatch;
    private BiConsumer<Consumer<?, ?>, Collection<TopicPartition>> beginning = (consumer, partitions) -> {};
    private final Queue<TableBatchConsumer> consumers = new ConcurrentLinkedQueue<>();

    /** @param tables by topic */
    TableBatchConsumers(BatchLimits limits, InheritedOffsets inherited, Map<String, AppliedTable> tables) {
        this(limits, inherited, tables, LONGEST_BATCH);
    }

    /** Has them begin where a lake is, rather than where Kafka says. */
    TableBatchConsumers beginningIn(LakeApply lake) {
        beginning = (consumer, partitions) -> lake.seek(consumer, partitions, tables);
        return this;
    }

    TableBatchConsumers(
            BatchLimits limits, InheritedOffsets inherited, Map<String, AppliedTable> tables, Duration longestBatch) {
        this.limits = limits;
        this.inherited = inherited;
        this.tables.putAll(tables);
        this.longestBatch = longestBatch;
    }

    /** Has one more table read, by those that run too. */
    void add(String topic, AppliedTable table) {
        tables.put(topic, table);
    }

    @Override
    public Consumer<byte[], Object> getConsumer(Properties properties) {
        var consumer = new TableBatchConsumer(properties, limits, inherited, beginning, tables);
        consumers.removeIf(TableBatchConsumer::isClosed);
        consumers.add(consumer);
        return consumer;
    }

    /**
     * Whether a thread hasn't come back for more in the time that a batch may take. One that was ended by an error, of
     * memory for example, is silent: Camel counts its route as started.
     */
    public boolean areSilent() {
        return consumers.stream()
                .anyMatch(consumer ->
                        !consumer.isClosed() && consumer.sinceLastPoll().compareTo(longestBatch) > 0);
    }
}
