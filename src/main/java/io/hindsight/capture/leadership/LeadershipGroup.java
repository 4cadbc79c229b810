package io.hindsight.capture.leadership;

import io.hindsight.settings.KafkaSettings;
import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer group in which instances wait for their turn. A member has a name, so that one that was
 * killed and is started again has its place at once; without a name it would wait for the end of its own old session.
 */
final class LeadershipGroup {

    private static final int SESSION_MILLIS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String topic;
    private final KafkaSettings kafka;
    private String name;

    /** @param topic whose only partition gives the right, and the group's name */
    LeadershipGroup(Settings settings, String topic) {
        this.topic = topic;
        this.kafka = settings.kafka();
        this.name = settings.instance();
    }

    /** From now on nobody is taken for this instance, nor this one for another. */
    void goOnWithoutName() {
        name = "";
    }

    Consumer<byte[], byte[]> join(ConsumerRebalanceListener listener) {
        var options = kafka.client(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                topic,
                // whoever has the partition keeps it when others come and go
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MILLIS / 5,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        if (!name.isEmpty()) {
            options.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
        }
        var consumer = new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topic), listener);
        return consumer;
    }

    /** Ends a named member's place, which is kept for its session though its consumer is closed. */
    void leave() {
        if (name.isEmpty()) {
            return;
        }
        try (var admin = Admin.create(kafka.client(Map.of()))) {
            admin.removeMembersFromConsumerGroup(
                            topic, new RemoveMembersFromConsumerGroupOptions(Set.of(new MemberToRemove(name))))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            // the session ends by itself
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
