package io.hindsight.check;

import io.hindsight.observe.FailureText;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Whether Kafka answers, and whether topics that exist already keep every change, whole. */
public final class KafkaCheck {

    private static final int TIMEOUT_MILLIS = 5_000;

    private final Settings settings;
    private final Report report;

    public KafkaCheck(Settings settings, Report report) {
        this.settings = settings;
        this.report = report;
    }

    /** Asks, and changes nothing. */
    public void check() {
        var kafka = settings.kafka();
        try (var admin = Admin.create(kafka.client(Map.of(
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.RETRIES_CONFIG,
                1)))) {
            brokers(answer(admin.describeCluster().nodes()).size());
            topics(admin);
        } catch (ExecutionException | TimeoutException | RuntimeException failure) {
            report.wrong("Kafka at " + kafka.brokers() + " doesn't answer (" + FailureText.of(failure)
                    + "); check hindsight.kafka.brokers and that the brokers' advertised addresses can be reached from"
                    + " here");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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

    private void topics(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        var there = answer(admin.listTopics().names());
        var changes = new TreeSet<String>();
        for (TableDeclaration table : settings.tables()) {
            changes.add(table.topic(settings.name()));
        }
        for (var topic : changes) {
            if (!there.contains(topic)) {
                report.good("topic " + topic + " will be created");
            }
        }
        changes.retainAll(there);
        configurations(admin, changes).forEach(this::keepsChanges);
        var offsets = settings.topicNames().offsets();
        if (there.contains(offsets)) {
            configurations(admin, List.of(offsets)).forEach(this::isCompacted);
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

    private static Map<String, Config> configurations(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        var byTopic = new HashMap<String, Config>();
        answer(admin.describeConfigs(resources).all())
                .forEach((resource, found) -> byTopic.put(resource.name(), found));
        return byTopic;
    }

    private static <T> T answer(KafkaFuture<T> question)
            throws ExecutionException, InterruptedException, TimeoutException {
        return question.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
