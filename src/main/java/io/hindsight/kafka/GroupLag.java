package io.hindsight.kafka;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts the messages that consumer groups have before them, as the broker does. A consumer's own count stands still
 * while it waits for its warehouse, which is when one wants to know.
 */
public final class GroupLag {

    private final KafkaAdmin kafka;

    public GroupLag(KafkaAdmin kafka) {
        this.kafka = kafka;
    }

    /**
     * Counts the messages of each group's topic that the group hasn't committed; a group that has committed nothing has
     * all of it before it, and a topic that isn't there is empty.
     *
     * @throws KafkaFailure when Kafka doesn't answer
     */
    public Map<String, Long> of(Map<String, String> topicsByGroup) {
        var partitions = kafka.partitions(new TreeSet<>(topicsByGroup.values()));
        // first what is done, then what there is: else a lag could be below zero
        var committed = kafka.committed(topicsByGroup.keySet());
        var beginnings = kafka.beginnings(partitions);
        var ends = kafka.ends(partitions);
        var lags = new TreeMap<String, Long>();
        topicsByGroup.forEach((group, topic) -> {
            var done = committed.get(group);
            lags.put(
                    group,
                    partitions.stream()
                            .filter(partition -> partition.topic().equals(topic))
                            // what Kafka's retention has deleted is before nobody
                            .mapToLong(partition -> ends.get(partition)
                                    - Math.max(done.getOrDefault(partition, 0L), beginnings.get(partition)))
                            .sum());
        });
        return lags;
    }
}
