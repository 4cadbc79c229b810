package io.hindsight.upgrade;

import io.hindsight.observe.Scrape;
import io.hindsight.testing.Http;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestTopic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a pipeline stands when all changes are applied.
 *
 * @param rows of each table in each warehouse, named {@code table@warehouse}
 * @param applied changes since the program was started, by the same names
 * @param messages in each topic of changes and of dead letters
 */
record Expected(Map<String, List<String>> rows, Map<String, Long> applied, Map<String, Long> messages) {

    private static final Map<String, Integer> TOPICS = Map.of(
            "upgrade.upgrade.items", 2, "stock-changes", 2, "upgrade.upgrade.tickets", 2, "upgrade.dead-letters", 1);

    /** Of the program that answers at that port. */
    static Expected now(KafkaServer kafka, Http program) {
        var rows = new TreeMap<String, List<String>>();
        var applied = new TreeMap<String, Long>();
        var scrape = Scrape.of(program.get("/observe/metrics"));
        for (var warehouse : Recording.WAREHOUSES) {
            for (var table : Recording.TABLES.keySet()) {
                if (Recording.keeps(warehouse, table)) {
                    var name = table + "@" + warehouse;
                    rows.put(name, RecordedWarehouse.rows(Pipeline.server(warehouse), table));
                    applied.put(name, (long) scrape.value(
                                    "hindsight_apply_changes_total", Map.of("target", table, "warehouse", warehouse))
                            .orElse(0));
                }
            }
        }
        return new Expected(rows, applied, messages(kafka));
    }

    static Map<String, Long> messages(KafkaServer kafka) {
        var messages = new TreeMap<String, Long>();
        TOPICS.forEach((topic, partitions) ->
                messages.put(topic, TestTopic.of(kafka, topic, partitions).messages()));
        return messages;
    }
}
