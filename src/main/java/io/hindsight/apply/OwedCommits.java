package io.hindsight.apply;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;

/** Commits a consumer's offsets; a group that is just giving its partitions out gets them as soon as it takes any. */
final class OwedCommits {

    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> owed = new HashMap<>();

    OwedCommits(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        owed.putAll(offsets);
        commit();
    }

    /** Commits what the group didn't take before. */
    void commit() {
        if (owed.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(owed);
            owed.clear();
        } catch (RebalanceInProgressException later) {
            owed.keySet().retainAll(consumer.assignment());
        } catch (CommitFailedException lost) {
            // the group has gone on without this consumer: who has the partitions now applies the batch once more
            owed.clear();
        }
    }

    /** Partitions that went to another consumer are its own to commit. */
    void forget(Collection<TopicPartition> partitions) {
        owed.keySet().removeAll(partitions);
    }
}
