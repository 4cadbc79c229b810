package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.TableDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Says which topics a pipeline has, and how each is made: what a topic has to keep decides how. */
final class PipelineTopics {

    private static final Map<String, String> FOR_EVER = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    private static final Map<String, String> THE_LAST_OF_A_KEY =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);

    private final Settings settings;
    private final TopicNames names;

    PipelineTopics(Settings settings) {
        this.settings = settings;
        this.names = TopicNames.of(settings);
    }

    /** @param nameless tables that can have none */
    List<NewTopic> allBut(Set<TableDeclaration> nameless) {
        var topics = new ArrayList<NewTopic>();
        settings.tables().stream()
                .filter(table -> !nameless.contains(table))
                .map(table -> table.topic(settings.name()))
                .distinct()
                .forEach(topic -> topics.add(ofTable(topic)));
        topics.add(topic(names.schemaChanges(), FOR_EVER));
        topics.add(topic(names.schemaHistory(), FOR_EVER));
        topics.add(topic(names.deadLetters(), whole("-1")));
        topics.add(topic(names.offsets(), THE_LAST_OF_A_KEY));
        rights().forEach(name -> topics.add(topic(name, Map.of())));
        return topics;
    }

    private Stream<String> rights() {
        var writers = settings.warehouses().stream()
                .filter(warehouse -> warehouse.dialect().takesOneWriter())
                .map(WarehouseSettings::name)
                .map(names::writer);
        return Stream.concat(Stream.of(names.capture()), writers);
    }

    private NewTopic ofTable(String name) {
        var kafka = settings.kafka();
        return new NewTopic(name, kafka.partitions(), (short) kafka.replicationFactor())
                .configs(whole(String.valueOf(kafka.retention().toMillis())));
    }

    /** What takes the largest change that the settings allow. */
    private Map<String, String> whole(String retentionMillis) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                retentionMillis,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                String.valueOf(settings.kafka().largestMessage()));
    }

    private NewTopic topic(String name, Map<String, String> configuration) {
        return new NewTopic(name, 1, (short) settings.kafka().replicationFactor()).configs(configuration);
    }
}
