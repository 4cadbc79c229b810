package io.hindsight.capture.leadership;

import io.hindsight.kafka.Clients;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;

/**
 * The consumer group in which instances wait for their turn. A member has a name, so that one that was
 * killed and is started again has its place at once; without a name it would wait for the end of its own old session.
 */
final class LeadershipGroup {

    private static final int SESSION_MILLIS = 10_000;

    private final String topic;
    private final Settings settings;
    private String name;

    /** @param topic whose only partition gives the right, and the group's name */
    LeadershipGroup(Settings settings, String topic) {
        this.topic = topic;
        this.settings = settings;
        this.name = settings.instance();
    }

    /** From now on nobody is taken for this instance, nor this one for another. */
    void goOnWithoutName() {
        name = "";
    }

    Consumer<byte[], byte[]> join(ConsumerRebalanceListener listener) {
        var options = new HashMap<String, Object>(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                topic,
                // whoever has the partition keeps it when others come and go
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MILLIS / 5,
                // so long the group waits at most for a member that was killed while it asked for its turn
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                4 * SESSION_MILLIS));
        if (!name.isEmpty()) {
            options.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name);
        }
        var consumer = Clients.member(settings, "leadership", options);
        consumer.subscribe(List.of(topic), listener);
        return consumer;
    }

    /** Ends a named member's place, which is kept for its session though its consumer is closed. */
    void leave() {
        if (name.isEmpty()) {
            return;
        }
        try (var kafka = new KafkaAdmin(settings, "leadership")) {
            kafka.removeMember(topic, name);
        } catch (KafkaException gone) {
            // the session ends by itself
        }
    }
}
