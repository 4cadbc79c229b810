package io.hindsight.apply;

import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;

/** Makes the Kafka consumers of an apply route, one after the other, and knows whether the latest one still reads. */
public final class BoundedConsumers extends DefaultKafkaClientFactory {

    /** Kafka's own limit, after which it gives the partitions of such a consumer to another. */
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(5);

    private final long batchBytes;
    private final Duration longestBatch;
    private volatile BoundedConsumer latest;

    /** @param batchBytes see {@link BoundedConsumer} */
    public BoundedConsumers(long batchBytes) {
        this(batchBytes, LONGEST_BATCH);
    }

    BoundedConsumers(long batchBytes, Duration longestBatch) {
        this.batchBytes = batchBytes;
        this.longestBatch = longestBatch;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Properties properties) {
        latest = BoundedConsumer.of(properties, batchBytes);
        return latest;
    }

    /**
     * Whether the route's thread has come back for more in the time that a batch may take. One that was ended by an
     * error, of memory for example, is silent: Camel counts its route as started.
     */
    public boolean areSilent() {
        var consumer = latest;
        return consumer != null && consumer.sinceLastPoll().compareTo(longestBatch) > 0;
    }
}
