package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers and waits for what they say; what they refuse or don't answer in time is a {@link KafkaException}. */
public final class KafkaAdmin implements AutoCloseable {

    private static final int SOON_MILLIS = 2_000;

    private final Admin admin;

    /** @param purpose of it, a part of the client's id */
    public KafkaAdmin(Settings settings, String purpose) {
        this.admin = Clients.admin(settings, purpose);
    }

    Admin admin() {
        return admin;
    }

    /** Counts the brokers of the cluster. */
    public int brokers() {
        return answer("Kafka doesn't say its brokers", admin.describeCluster().nodes())
                .size();
    }

    /** Lists the topics that this client may see. */
    public Set<String> topics() {
        return answer("Kafka doesn't say its topics", admin.listTopics().names());
    }

    /** Lists the partitions of those topics that exist. */
    public List<TopicPartition> partitions(Collection<String> topics) {
        var partitions = new ArrayList<TopicPartition>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            try {
                answer("the partitions of topic " + topic + " aren't known", description)
                        .partitions()
                        .forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
            } catch (KafkaFailure unknown) {
                if (!(unknown.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw unknown;
                }
            }
        });
        return partitions;
    }

    /** Finds the offset of the first message that each partition still has. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Finds the offset that each partition's next message will have. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        var specs = partitions.stream().collect(Collectors.toMap(each -> each, each -> which));
        var found = answer(
                "Kafka doesn't say what is in its topics",
                admin.listOffsets(specs).all());
        var offsets = new HashMap<TopicPartition, Long>();
        found.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    /** Finds what each consumer group has committed; a partition of which it has committed nothing is left out. */
    public Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) {
        var specs = groups.stream().collect(Collectors.toMap(each -> each, each -> new ListConsumerGroupOffsetsSpec()));
        var found = answer(
                "Kafka doesn't say what is committed",
                admin.listConsumerGroupOffsets(specs).all());
        var committed = new HashMap<String, Map<TopicPartition, Long>>();
        found.forEach((group, offsets) -> {
            var ofGroup = committed.computeIfAbsent(group, each -> new HashMap<>());
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    ofGroup.put(partition, offset.offset());
                }
            });
        });
        return committed;
    }

    /** Reads how topics that exist are configured. */
    public Map<String, Config> configurations(Collection<String> topics) {
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        var configurations = new HashMap<String, Config>();
        answer(
                        "Kafka doesn't say how its topics are configured",
                        admin.describeConfigs(resources).all())
                .forEach((topic, configuration) -> configurations.put(topic.name(), configuration));
        return configurations;
    }

    /** Deletes the messages before these offsets for good; all that there are where an offset is -1. */
    public void deleteBefore(Map<TopicPartition, Long> offsets) {
        var records = offsets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> RecordsToDelete.beforeOffset(each.getValue())));
        answer("Kafka doesn't delete messages", admin.deleteRecords(records).all());
    }

    /** Ends the membership of a consumer that has a name, or gives up soon: it would end by itself. */
    public void removeMember(String group, String name) {
        var member = new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(name)));
        member.timeoutMs(SOON_MILLIS);
        answer(
                name + " can't be taken out of group " + group,
                admin.removeMembersFromConsumerGroup(group, member).all());
    }

    static <T> T answer(String refusal, KafkaFuture<T> question) {
        try {
            return question.get();
        } catch (ExecutionException refused) {
            throw new KafkaFailure(refusal, refused.getCause());
        } catch (InterruptedException stopping) {
            throw new InterruptException(stopping);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
