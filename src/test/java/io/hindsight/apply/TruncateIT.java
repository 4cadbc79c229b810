package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table that is emptied, whose marker has no key: between rows, under new columns, as capture's first change. */
class TruncateIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks");

    private final String name = Unique.name("truncate");
    private final Map<String, String> settings = Pipeline.settings(name, WAREHOUSES);

    @BeforeEach
    void declare() {
        source("CREATE DATABASE " + name);
        source("CREATE TABLE " + name + ".items (info VARCHAR(50), a INT, b INT, PRIMARY KEY (b, a))");
        source("INSERT INTO " + name + ".items VALUES ('one', 1, 1), ('two', 2, 2)");
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
        }
        settings.put("hindsight.table.item_history.source", name + ".items");
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.table.items.keep", "current");
    }

    @Test
    void itEndsAllRowsBeforeIt() {
        try (var pipeline = Pipeline.start(settings)) {
            awaitItems(pipeline, "1|1|one", "2|2|two");
            source("TRUNCATE " + name + ".items");
            source("INSERT INTO " + name + ".items VALUES ('again', 1, 1), ('three', 3, 3)");
            awaitItems(pipeline, "1|1|again", "3|3|three");
            source("ALTER TABLE " + name + ".items ADD later INT");
            source("TRUNCATE TABLE " + name + ".items");
            awaitItems(pipeline);
            source("INSERT INTO " + name + ".items VALUES ('four', 4, 4, 44)");
            awaitItems(pipeline, "4|4|four");
        }
        source("TRUNCATE TABLE " + name + ".items");
        source("INSERT INTO " + name + ".items VALUES ('last', 5, 5, 55)");
        try (var pipeline = Pipeline.start(settings)) {
            awaitItems(pipeline, "5|5|last");
            for (var warehouse : WAREHOUSES) {
                assertThat(Rows.of(
                                Pipeline.server(warehouse),
                                name,
                                "SELECT a, op_type, info, later FROM item_history WHERE effective_end_ts IS NOT NULL"
                                        + " ORDER BY a, change_seq"))
                        .as(warehouse)
                        .containsExactly(
                                "1|r|one|null", "1|c|again|null", "2|r|two|null", "3|c|three|null", "4|c|four|44");
            }
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    @Test
    void itEndsThemThoughTheTableIsGoneAndNothingElseWaits() {
        try (var pipeline = Pipeline.start(settings)) {
            awaitItems(pipeline, "1|1|one", "2|2|two");
        }
        source("TRUNCATE " + name + ".items");
        source("DROP TABLE " + name + ".items");
        try (var pipeline = Pipeline.start(settings)) {
            awaitItems(pipeline);
        }
    }

    private static void source(String sql) {
        TestServers.mySql().execute(sql);
    }

    private void awaitItems(Pipeline pipeline, String... rows) {
        for (var warehouse : WAREHOUSES) {
            for (var query : List.of("items", "item_history_current")) {
                await().untilAsserted(() -> assertThat(Rows.of(
                                Pipeline.server(warehouse), name, "SELECT b, a, info FROM " + query + " ORDER BY a"))
                        .as("%s in %s: %s", query, warehouse, pipeline.problems())
                        .containsExactly(rows));
            }
        }
    }
}
