package io.hindsight.apply;

import io.hindsight.kafka.ApplyGroup;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets a consumer begin where another group has come to with a table: the group that the table had to itself up to
 * release 0.1, or one that read for it while the settings were others. What a group has committed for another table is
 * nobody's here: the topic is then read from its beginning.
 */
final class InheritedOffsets {

    private final Settings settings;
    private final ApplyGroup group;

    InheritedOffsets(Settings settings, ApplyGroup group) {
        this.settings = settings;
        this.group = group;
    }

    /** By topic; they become more where patterns find some. */
    private Map<String, TableDeclaration> tables() {
        return ApplyGroup.of(settings, group.warehouse()).stream()
                .filter(same -> same.name().equals(group.name()))
                .flatMap(same -> same.tables().stream())
                .collect(Collectors.toMap(table -> table.topic(settings.name()), one -> one));
    }

    /** Looks at partitions that the consumer has just got, and has it begin where their tables' changes were read to. */
    void take(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var tables = tables();
        var committed = consumer.committed(new HashSet<>(partitions));
        var strange = partitions.stream()
                .filter(partition -> !ApplyGroup.isOf(tables.get(partition.topic()), committed.get(partition)))
                .toList();
        if (strange.isEmpty()) {
            return;
        }
        var begin = elsewhere(strange, tables);
        for (var partition : strange) {
            var offset = begin.get(partition);
            if (offset != null) {
                consumer.seek(partition, offset.offset());
            } else if (committed.get(partition) != null) {
                consumer.seekToBeginning(List.of(partition));
            }
        }
        if (!begin.isEmpty()) {
            consumer.commitSync(begin);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> elsewhere(
            List<TopicPartition> partitions, Map<String, TableDeclaration> tables) {
        var others = ApplyGroup.of(settings, group.warehouse()).stream()
                .map(ApplyGroup::name)
                .filter(name -> !name.equals(group.name()))
                .toList();
        var names = new HashSet<>(others);
        partitions.forEach(partition -> names.add(group.ownGroup(tables.get(partition.topic()))));
        try (var kafka = new KafkaAdmin(settings, "offsets")) {
            var committed = kafka.committed(names);
            var found = new HashMap<TopicPartition, OffsetAndMetadata>();
            for (var partition : partitions) {
                var table = tables.get(partition.topic());
                others.stream()
                        .map(name -> committed.get(name).get(partition))
                        .filter(offset -> ApplyGroup.isOf(table, offset))
                        .findFirst()
                        .or(() -> Optional.ofNullable(
                                committed.get(group.ownGroup(table)).get(partition)))
                        .ifPresent(
                                offset -> found.put(partition, new OffsetAndMetadata(offset.offset(), table.name())));
            }
            return found;
        }
    }
}
