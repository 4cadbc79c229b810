package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic's first partition whole, and then only what has come since it looked last. For one thread at a time. */
public final class TopicFollower implements AutoCloseable {

    private final Settings settings;
    private final String purpose;
    private final TopicPartition partition;
    private org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private long next = -1;

    /** @param purpose a part of its client's name, by which the brokers know it */
    public TopicFollower(Settings settings, String purpose, String topic) {
        this.settings = settings;
        this.purpose = purpose;
        this.partition = new TopicPartition(topic, 0);
    }

    /** The name of the topic. */
    public String topic() {
        return partition.topic();
    }

    /**
     * Shows what has come since the last call; nothing where there is no such topic.
     *
     * @param anew is called before the topic's first message is shown: for the first time, or since somebody has made the
     *     topic anew
     */
    public void readOn(Runnable anew, Consumer<ConsumerRecord<byte[], byte[]>> look) {
        if (consumer == null) {
            consumer = Clients.reader(settings, purpose, Map.of());
        }
        if (next < 0 && TopicReader.partitions(consumer, partition.topic()).isEmpty()) {
            return;
        }
        var ends = consumer.endOffsets(List.of(partition));
        if (next < 0 || ends.get(partition) < next) {
            next = consumer.beginningOffsets(List.of(partition)).get(partition);
            anew.run();
        }
        TopicReader.read(consumer, Map.of(partition, next), ends, look);
        next = ends.get(partition);
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
