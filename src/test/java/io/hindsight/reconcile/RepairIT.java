package io.hindsight.reconcile;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.settings.Settings;
import io.hindsight.testing.LakeViews;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.iceberg.LakeDamage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Rows read again while changes flow: what differs is mended, what is gone is closed, what is equal adds nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RepairIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks", Pipeline.LAKE);

    private final String name = Unique.name("repaired");
    private final Map<String, String> settings = new TreeMap<>();
    private Pipeline pipeline;

    @BeforeAll
    void startPipeline() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".owners (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name
                                + ".items (code VARCHAR(20) COLLATE utf8mb4_bin, id INT, owner_id INT NOT NULL,"
                                + " ratio FLOAT, y YEAR, doc JSON, at DATETIME(6) NOT NULL, PRIMARY KEY (code, id),"
                                + " FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE)",
                        "INSERT INTO " + name + ".owners VALUES (1), (2)",
                        "SET SESSION cte_max_recursion_depth = 5000",
                        "INSERT INTO " + name
                                + ".items SELECT CONCAT('it''s ', n), n, 1 + (n % 100 = 0), n / 7, '0000',"
                                + " JSON_OBJECT('n', n), '2026-01-01 00:00:00.123456' FROM (WITH RECURSIVE s(n) AS"
                                + " (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 3000) SELECT n FROM s) AS t",
                        "CREATE TABLE " + name + ".later (id INT PRIMARY KEY, v VARCHAR(20))",
                        "INSERT INTO " + name + ".later VALUES (1, 'one'), (2, 'two')",
                        "CREATE TABLE " + name + ".signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL,"
                                + " data MEDIUMTEXT)");
        for (var warehouse : WAREHOUSES.subList(0, 3)) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
        }
        settings.putAll(Pipeline.settings(name, WAREHOUSES));
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.table.latest.source", name + ".items");
        settings.put("hindsight.table.latest.keep", "current");
        settings.put("hindsight.check.patience", "20s");
        pipeline = Pipeline.start(settings);
        awaitCounts(3000);
    }

    @AfterAll
    void stopPipeline() {
        pipeline.close();
    }

    @Test
    @Order(1)
    void withoutASignalTableItIsSaidWhatToDo() {
        var result = Commands.run(settings, "snapshot", "items");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("hindsight.source.signal-table", "CREATE TABLE", "GRANT SELECT, INSERT");
        // from now on there is one, and a table that wasn't there before
        pipeline.close();
        TestServers.mySql().execute("INSERT INTO " + name + ".later VALUES (3, 'three')");
        settings.put("hindsight.source.signal-table", name + ".signals");
        settings.put("hindsight.table.later.source", name + ".later");
        pipeline = Pipeline.start(settings);
    }

    @Test
    @Order(2)
    void aTableThatIsAddedLaterIsReadWhileOthersGoOn() {
        TestServers.mySql()
                .execute(
                        "UPDATE " + name + ".later SET v = 'TWO' WHERE id = 2",
                        "UPDATE " + name + ".items SET ratio = 0.1 WHERE id = 5");
        assertThat(Commands.run(settings, "snapshot", "later").exitCode()).isZero();
        for (var warehouse : WAREHOUSES) {
            await(warehouse)
                    .untilAsserted(() -> assertThat(rows(warehouse, "SELECT id, v FROM later_current ORDER BY id"))
                            .containsExactly("1|one", "2|TWO", "3|three"));
            await(warehouse).untilAsserted(() -> assertThat(rows(warehouse, "SELECT count(*) FROM items WHERE id = 5"))
                    .containsExactly("2"));
        }
        assertThat(pipeline.problems()).isEmpty();
    }

    @Test
    @Order(3)
    void aSnapshotOfEqualRowsAddsNoVersions() {
        var before = versions();
        var result = Commands.run(settings, "snapshot", "items");
        assertThat(result.output()).contains("items: asked for").doesNotContain("no snapshot");
        assertThat(result.exitCode()).isZero();
        for (var warehouse : WAREHOUSES) {
            await(warehouse)
                    .untilAsserted(() -> assertThat(rows(warehouse, "SELECT count(*) FROM items WHERE op_type = 'r'"))
                            .containsExactly("6000"));
        }
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void whatTheBinlogNeverShowedIsFoundAndClosed() {
        // rows of a table that refers to this one are deleted without a word in the binlog
        TestServers.mySql().execute("DELETE FROM " + name + ".owners WHERE id = 2");
        var found = Commands.run(settings, "check", "items", "latest");
        assertThat(found.exitCode()).isEqualTo(1);
        for (var warehouse : WAREHOUSES) {
            assertThat(found.output())
                    .contains(name + ".items and items in " + warehouse + ": 2,970 rows compared, 30 extra")
                    .contains(name + ".items and latest in " + warehouse + ": 2,970 rows compared, 30 extra")
                    .contains("extra       code=it's 100, id=100");
        }
        Commands.run(settings, "check", "items", "--repair");
        awaitAgreement();
        for (var warehouse : WAREHOUSES) {
            assertThat(rows(warehouse, "SELECT op_type FROM items WHERE id = 100 ORDER BY change_seq"))
                    .last()
                    .isEqualTo("d");
        }
    }

    @Test
    @Order(5)
    void whatAWarehouseLacksOrHasOtherwiseIsReadAgain() throws Exception {
        for (var warehouse : WAREHOUSES) {
            damage(warehouse);
        }
        var found = Commands.run(settings, "check", "--repair");
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.output()).contains("missing     code=it's 7, id=7", "different   code=it's 8, id=8");
        awaitAgreement();
        var json = Commands.run(settings, "check", "items", "--warehouse", "postgres", "--json");
        assertThat(json.exitCode()).isZero();
        assertThat(json.output()).contains("\"agrees\" : true", "\"rows\" : 2970");
    }

    private void damage(String warehouse) throws Exception {
        if (warehouse.equals(Pipeline.LAKE)) {
            var lake = Settings.of(settings).warehouse(warehouse).lake().orElseThrow();
            var items = Settings.of(settings).tables().stream()
                    .filter(table -> table.name().equals("items"))
                    .findFirst()
                    .orElseThrow();
            LakeDamage.alter(lake.load(items), rows -> {
                rows.removeIf(row -> row.get("id").equals(7));
                rows.stream().filter(row -> row.get("id").equals(8)).forEach(row -> row.put("ratio", 9f));
            });
            return;
        }
        var items = warehouse.equals("clickhouse") ? "items_rows" : "items";
        try (var connection = Pipeline.server(warehouse).connect(name);
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + items + " WHERE id = 7");
            statement.execute(
                    warehouse.equals("clickhouse")
                            ? "ALTER TABLE " + items + " UPDATE ratio = 9 WHERE id = 8 SETTINGS mutations_sync = 1"
                            : "UPDATE " + items + " SET ratio = 9 WHERE id = 8");
        }
    }

    private void awaitAgreement() {
        await().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            var result = Commands.run(settings, "check", "items", "latest");
            assertThat(result.output())
                    .contains("they agree")
                    .doesNotContain("extra", "missing", "different", "broken");
            assertThat(result.exitCode()).isZero();
        });
    }

    private void awaitCounts(int rows) {
        for (var warehouse : WAREHOUSES) {
            await(warehouse).untilAsserted(() -> {
                assertThat(rows(warehouse, "SELECT count(*) FROM items_current"))
                        .containsExactly("" + rows);
                assertThat(rows(warehouse, "SELECT count(*) FROM latest")).containsExactly("" + rows);
            });
        }
    }

    private List<List<String>> versions() {
        return WAREHOUSES.stream()
                .map(warehouse -> rows(
                        warehouse,
                        "SELECT id, effective_start_ts, effective_end_ts, change_seq FROM items"
                                + " WHERE effective_end_ts IS NULL OR effective_end_ts > effective_start_ts"
                                + " ORDER BY id, change_seq"))
                .toList();
    }

    private List<String> rows(String warehouse, String sql) {
        return Rows.of(
                Pipeline.server(warehouse), name, warehouse.equals(Pipeline.LAKE) ? LakeViews.asked(name, sql) : sql);
    }
}
