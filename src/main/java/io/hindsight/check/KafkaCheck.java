package io.hindsight.check;

import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.kafka.TableTopics;
import io.hindsight.kafka.TopicNames;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.Settings;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;

/** Whether Kafka answers, and whether topics that exist already keep every change, whole. */
public final class KafkaCheck {

    private final Settings settings;
    private final Report report;

    public KafkaCheck(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    /** Asks, and changes nothing. */
    public void check() {
        try (var kafka = new KafkaAdmin(settings, "validate")) {
            brokers(kafka.brokers());
            topics(kafka);
        } catch (KafkaException failure) {
            report.wrong("Kafka at " + settings.kafka().brokers() + " doesn't answer (" + FailureText.of(failure)
                    + "); check hindsight.kafka.brokers and that the brokers' advertised addresses can be reached from"
                    + " here");
        }
    }

    private void brokers(int count) {
        var kafka = settings.kafka();
        if (kafka.replicationFactor() > count) {
            report.wrong("Kafka at " + kafka.brokers() + " has " + count + " brokers, too few for "
                    + "hindsight.kafka.replication-factor=" + kafka.replicationFactor() + "; write " + count
                    + " or less");
        } else {
            report.good("Kafka at " + kafka.brokers() + ", brokers: " + count);
        }
    }

    private void topics(KafkaAdmin kafka) {
        var there = kafka.topics();
        var changes = new TreeSet<String>();
        var faults = TableTopics.faults(settings, there);
        faults.forEach((table, fault) -> report.wrong(
                fault + ", so table " + table.source() + " would be held; " + TableTopics.cure(settings, table)));
        for (var table : settings.tables()) {
            if (!faults.containsKey(table)) {
                changes.add(table.topic(settings.name()));
            }
        }
        for (var topic : changes) {
            if (!there.contains(topic)) {
                report.good("topic " + topic + " will be created");
            }
        }
        changes.retainAll(there);
        kafka.configurations(changes).forEach(this::keepsChanges);
        var offsets = TopicNames.of(settings).offsets();
        if (there.contains(offsets)) {
            kafka.configurations(List.of(offsets)).forEach(this::isCompacted);
        }
    }

    private void keepsChanges(String topic, Config configuration) {
        var largest = configuration.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value();
        if (Integer.parseInt(largest) < settings.kafka().largestMessage()) {
            report.wrong("topic " + topic + " takes messages up to " + largest + " bytes, so a larger change would stop"
                    + " capture; set its max.message.bytes to "
                    + settings.kafka().largestMessage()
                    + ", or lower hindsight.kafka.max-message-bytes");
        } else if (isCompact(configuration)) {
            report.wrong("topic " + topic + " is compacted, which takes changes out of the history; set its"
                    + " cleanup.policy to delete");
        } else {
            report.good("topic " + topic);
        }
    }

    private void isCompacted(String topic, Config configuration) {
        if (!isCompact(configuration)) {
            report.wrong("topic " + topic + " isn't compacted, so capture would lose its place in time; set its"
                    + " cleanup.policy to compact");
        }
    }

    private static boolean isCompact(Config configuration) {
        return configuration
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value()
                .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }
}
