package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Names the consumer group that reads the topics of a warehouse's tables. A group reads a topic once, so a topic that
 * several declarations need is read by as many groups. What a group commits says the table's name beside the offset, for
 * other settings may give the topic to another table.
 *
 * @param route the id of the route that reads for it: {@code apply-clickhouse}
 * @param tables those it reads for, each of a topic of its own
 */
public record ApplyGroup(String pipeline, String route, String warehouse, List<TableDeclaration> tables) {

    /**
     * Lists the groups of a warehouse, as few as do; the first one reads for tables that are found later, and is there
     * before any is.
     */
    public static List<ApplyGroup> of(Settings settings, String warehouse) {
        var groups = new ArrayList<Map<String, TableDeclaration>>();
        if (settings.declared().canGrow()) {
            added(groups);
        }
        for (var table : TableTopics.possible(settings)) {
            if (table.warehouses().contains(warehouse) && !table.routineLoad().contains(warehouse)) {
                var topic = table.topic(settings.name());
                var free =
                        groups.stream().filter(each -> !each.containsKey(topic)).findFirst();
                free.orElseGet(() -> added(groups)).put(topic, table);
            }
        }
        var named = new ArrayList<ApplyGroup>();
        for (var byTopic : groups) {
            var route = "apply-" + warehouse + (named.isEmpty() ? "" : "-" + (named.size() + 1));
            named.add(new ApplyGroup(settings.name(), route, warehouse, List.copyOf(byTopic.values())));
        }
        return named;
    }

    private static Map<String, TableDeclaration> added(List<Map<String, TableDeclaration>> groups) {
        groups.add(new LinkedHashMap<>());
        return groups.get(groups.size() - 1);
    }

    /** Finds the group that reads a table's topic for a warehouse. */
    public static ApplyGroup of(Settings settings, TableDeclaration table, String warehouse) {
        return of(settings, warehouse).stream()
                .filter(group -> group.tables().contains(table))
                .findFirst()
                .orElseThrow();
    }

    /** Whether that is what a group has committed for the table, rather than for another or not at all. */
    public static boolean isOf(TableDeclaration table, OffsetAndMetadata committed) {
        return committed != null && committed.metadata().equals(table.name());
    }

    /** The group's name in Kafka: {@code <pipeline>.apply-<warehouse>}. */
    public String name() {
        return pipeline + "." + route;
    }

    /** The group that a table and a warehouse had to themselves up to release 0.1. */
    public String ownGroup(TableDeclaration table) {
        return pipeline + "." + table.routeId(warehouse);
    }
}
