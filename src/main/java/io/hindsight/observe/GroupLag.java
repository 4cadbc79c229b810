package io.hindsight.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * How many messages consumer groups have before them, as the broker counts. A consumer's own count stands still while
 * it waits for its warehouse, which is when one wants to know.
 */
public final class GroupLag {

    private final Admin admin;

    public GroupLag(Admin admin) {
        this.admin = admin;
    }

    /**
     * Counts the messages of each group's topic that the group hasn't committed; a group that has committed nothing has
     * all of it before it, and a topic that isn't there is empty.
     *
     * @throws ExecutionException when Kafka doesn't answer
     */
    public Map<String, Long> of(Map<String, String> topicsByGroup) throws ExecutionException, InterruptedException {
        var partitions = partitions(topicsByGroup);
        // first what is done, then what there is: else a lag could be below zero
        var committed = admin.listConsumerGroupOffsets(topicsByGroup.keySet().stream()
                        .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                .all()
                .get();
        var earliest = offsets(partitions, OffsetSpec.earliest());
        var latest = offsets(partitions, OffsetSpec.latest());
        var lags = new TreeMap<String, Long>();
        topicsByGroup.forEach((group, topic) -> lags.put(
                group,
                partitions.stream()
                        .filter(partition -> partition.topic().equals(topic))
                        .mapToLong(partition -> latest.get(partition)
                                - from(committed.get(group).get(partition), earliest.get(partition)))
                        .sum()));
        return lags;
    }

    /** What Kafka's retention has deleted is before nobody. */
    private static long from(OffsetAndMetadata committed, long earliest) {
        return committed == null ? earliest : Math.max(committed.offset(), earliest);
    }

    private List<TopicPartition> partitions(Map<String, String> topicsByGroup)
            throws ExecutionException, InterruptedException {
        var topics = topicsByGroup.values().stream().distinct().toList();
        var partitions = new ArrayList<TopicPartition>();
        for (var described : admin.describeTopics(topics).topicNameValues().values()) {
            try {
                var topic = described.get();
                topic.partitions().forEach(one -> partitions.add(new TopicPartition(topic.name(), one.partition())));
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed;
                }
            }
        }
        return partitions;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var specs = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        return admin.listOffsets(specs).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
