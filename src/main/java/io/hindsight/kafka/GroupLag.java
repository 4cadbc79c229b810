package io.hindsight.kafka;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
     * Counts the messages of each topic that its group hasn't committed, by group and topic; a group that has committed
     * nothing has all of it before it, and a topic that isn't there is empty.
     *
     * @throws KafkaFailure when Kafka doesn't answer
     */
    public Map<String, Map<String, Long>> of(Map<String, Set<String>> topicsByGroup) {
        var topics = new TreeSet<String>();
        topicsByGroup.values().forEach(topics::addAll);
        var partitions = kafka.partitions(topics);
        // first what is done, then what there is: else a lag could be below zero
        var committed = kafka.committed(topicsByGroup.keySet());
        var beginnings = kafka.beginnings(partitions);
        var ends = kafka.ends(partitions);
        var lags = new TreeMap<String, Map<String, Long>>();
        topicsByGroup.forEach((group, ofGroup) -> {
            var byTopic = ofGroup.stream().collect(Collectors.toMap(topic -> topic, topic -> 0L));
            for (var partition : partitions) {
                var done = committed.get(group).get(partition);
                // what Kafka's retention has deleted is before nobody
                var from = Math.max(done == null ? 0 : done.offset(), beginnings.get(partition));
                byTopic.computeIfPresent(partition.topic(), (topic, lag) -> lag + ends.get(partition) - from);
            }
            lags.put(group, byTopic);
        });
        return lags;
    }
}
