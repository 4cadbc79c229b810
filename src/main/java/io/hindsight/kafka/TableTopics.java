package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/** Says which declared tables have topics of names that Kafka doesn't take, why, and what to write instead. */
public final class TableTopics {

    private TableTopics() {}

    /** Gives why Kafka has no topic of a table's name, by the name alone; empty where it can have one. */
    public static Optional<String> fault(Settings settings, TableDeclaration table) {
        var topic = table.topic(settings.name());
        try {
            Topic.validate(topic.isBlank() ? "" : topic);
        } catch (InvalidTopicException wrong) {
            return Optional.of("Kafka has no topic called '" + topic + "': " + wrong.getMessage());
        }
        return TopicNames.of(settings).own().contains(topic)
                ? Optional.of("topic " + topic + " is the pipeline's own")
                : Optional.empty();
    }

    /**
     * Gives why Kafka has no topic for some tables, by the names alone and by the topics that are there: it doesn't tell a
     * dot from an underscore, and a topic that isn't there yet comes too late.
     */
    public static Map<TableDeclaration, String> faults(Settings settings, Collection<String> there) {
        var known = new HashMap<String, String>();
        there.forEach(topic -> known.put(Topic.unifyCollisionChars(topic), topic));
        var faults = new LinkedHashMap<TableDeclaration, String>();
        for (var table : settings.tables()) {
            var topic = table.topic(settings.name());
            var other = known.putIfAbsent(Topic.unifyCollisionChars(topic), topic);
            var isFree = other == null || other.equals(topic) || there.contains(topic);
            fault(settings, table)
                    .or(() -> isFree ? Optional.empty() : Optional.of(collision(topic, other)))
                    .ifPresent(fault -> faults.put(table, fault));
        }
        return faults;
    }

    private static String collision(String topic, String other) {
        return "Kafka takes topic " + topic + " for topic " + other + ": it doesn't tell a dot from an underscore";
    }

    /** Says what to write instead, and how it comes into force. */
    public static String cure(Settings settings, TableDeclaration table) {
        return "write for example hindsight.table." + table.name() + ".topic=" + settings.name() + "."
                + table.name().replaceAll("[^a-zA-Z0-9-]", "-") + " (letters, digits, dots, underscores and dashes, 249"
                + " at most), and restart";
    }

    /** Lists the tables whose topics Kafka can have, by their names. */
    public static List<TableDeclaration> possible(Settings settings) {
        return settings.tables().stream()
                .filter(table -> fault(settings, table).isEmpty())
                .toList();
    }
}
