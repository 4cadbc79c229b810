package io.hindsight.capture;

import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The Kafka topics of a pipeline; those that exist are left as they are. */
public final class Topics implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Settings settings;
    private final Admin admin;

    public Topics(Settings settings) {
        this.settings = settings;
        this.admin = Admin.create(settings.kafka()
                .client(Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) TIMEOUT.toMillis(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) TIMEOUT.toMillis() / 2)));
    }

    /**
     * Creates the topics that aren't there.
     *
     * @throws CaptureException if Kafka doesn't answer or refuses
     */
    public void create() {
        admin.createTopics(wanted()).values().forEach((topic, created) -> {
            try {
                created.get();
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw new CaptureException(
                            "topic " + topic + " can't be created at "
                                    + settings.kafka().brokers() + ": "
                                    + refused.getCause().getMessage(),
                            refused);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new CaptureException("interrupted while creating topics", stopping);
            }
        });
    }

    /** Counts the partitions of a topic as it is now. */
    public int partitions(String topic) {
        try {
            return admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .partitions()
                    .size();
        } catch (ExecutionException failed) {
            throw new CaptureException(
                    "the partitions of topic " + topic + " aren't known: "
                            + failed.getCause().getMessage(),
                    failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CaptureException("interrupted while counting the partitions of " + topic, stopping);
        }
    }

    private List<NewTopic> wanted() {
        var kafka = settings.kafka();
        var names = settings.topicNames();
        var topics = new LinkedHashMap<String, NewTopic>();
        for (TableDeclaration table : settings.tables()) {
            var topic = table.topic(settings.name());
            topics.put(
                    topic,
                    topic(
                            topic,
                            kafka.partitions(),
                            Map.of(
                                    TopicConfig.RETENTION_MS_CONFIG,
                                            String.valueOf(kafka.retention().toMillis()),
                                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(kafka.largestMessage()))));
        }
        var forEver = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
        for (var name : List.of(names.schemaChanges(), names.schemaHistory())) {
            topics.put(name, topic(name, 1, forEver));
        }
        topics.put(
                names.deadLetters(),
                topic(
                        names.deadLetters(),
                        1,
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                "-1",
                                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                String.valueOf(kafka.largestMessage()))));
        var compacted = Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        topics.put(names.capture(), topic(names.capture(), 1, Map.of()));
        for (var warehouse : settings.warehouses()) {
            if (warehouse.dialect().takesOneWriter()) {
                var writer = names.writer(warehouse.name());
                topics.put(writer, topic(writer, 1, Map.of()));
            }
        }
        topics.put(names.offsets(), topic(names.offsets(), 1, compacted));
        return List.copyOf(topics.values());
    }

    private NewTopic topic(String name, int partitions, Map<String, String> configuration) {
        return new NewTopic(name, partitions, (short) settings.kafka().replicationFactor()).configs(configuration);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
