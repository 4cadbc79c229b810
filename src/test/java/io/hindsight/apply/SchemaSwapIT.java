package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables take each other's names, as online schema changes have it, and go. */
class SchemaSwapIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    private final String name = Unique.name("swap");
    private Map<String, String> settings;
    private Pipeline pipeline;

    @BeforeEach
    void start() {
        settings = Pipeline.settings(name, WAREHOUSES);
        execute("CREATE DATABASE " + name);
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
        }
        for (var table : List.of("orders", "parcels")) {
            execute(
                    "CREATE TABLE " + name + "." + table + " (id INT PRIMARY KEY, a INT)",
                    "INSERT INTO " + name + "." + table + " VALUES (1, 10), (2, 20)");
            settings.put("hindsight.table." + table + ".source", name + "." + table);
        }
        pipeline = Pipeline.start(settings);
        awaitRows("orders", "id, a", "1|10", "2|20");
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void anotherTableTakesTheNameAndTheProgramIsStartedAgainMeanwhile() {
        copy("orders", "ADD b INT");
        // so that capture has read of the copy before it starts again
        execute("UPDATE " + name + ".orders SET a = 11 WHERE id = 1");
        awaitRows("orders", "id, a", "1|10", "1|11", "2|20");
        pipeline.close();
        pipeline = Pipeline.start(settings);
        execute("REPLACE INTO " + name + "._orders_gho (id, a) VALUES (1, 11)", swap("orders"));
        execute(
                "INSERT INTO " + name + ".orders VALUES (3, 30, 300)",
                "UPDATE " + name + ".orders SET b = 200 WHERE id = 2");
        awaitRows("orders", "id, a, b", "1|10|null", "1|11|null", "2|20|null", "2|20|200", "3|30|300");

        // and once more, with the program away while it happens
        copy("orders", "MODIFY b BIGINT, DROP a");
        pipeline.close();
        execute(swap("orders"), "INSERT INTO " + name + ".orders VALUES (4, 4000000000)");
        pipeline = Pipeline.start(settings);
        awaitRows(
                "orders",
                "id, a, b",
                "1|10|null",
                "1|11|null",
                "2|20|null",
                "2|20|200",
                "3|30|300",
                "4|null|4000000000");
        assertThat(pipeline.problems()).isEmpty();
    }

    @Test
    void aTableThatIsGoneIsSaidAndTheOthersGoOn() {
        execute(
                "RENAME TABLE " + name + ".orders TO " + name + ".orders_old",
                "INSERT INTO " + name + ".parcels VALUES (3, 30)");
        awaitRows("parcels", "id, a", "1|10", "2|20", "3|30");
        await().untilAsserted(() -> assertThat(pipeline.problems())
                .singleElement()
                .asString()
                .contains("source-tables", name + ".orders", "hindsight.table.orders."));
        execute(
                "CREATE TABLE " + name + ".orders LIKE " + name + ".orders_old",
                "INSERT INTO " + name + ".orders VALUES (1, 12)");
        awaitRows("orders", "id, a", "1|10", "1|12", "2|20");
        await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
    }

    @Test
    void aTableThatIsGoneWhenTheProgramStartsStopsAlone() {
        pipeline.close();
        execute(
                "UPDATE " + name + ".orders SET a = 11 WHERE id = 1",
                "INSERT INTO " + name + ".parcels VALUES (3, 30)",
                "DROP TABLE " + name + ".orders");
        pipeline = Pipeline.start(settings);
        awaitRows("parcels", "id, a", "1|10", "2|20", "3|30");
        // made before it went
        awaitRows("orders", "id, a", "1|10", "1|11", "2|20");
        await().untilAsserted(() -> assertThat(pipeline.problems())
                .singleElement()
                .asString()
                .contains("source-tables", name + ".orders", "hindsight.table.orders."));
        var check = Commands.run(settings, "check");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output())
                .contains(
                        "can't compare " + name + ".orders: hindsight.table.orders (" + name + ".orders)",
                        name + ".parcels");

        pipeline.close();
        pipeline = Pipeline.start(settings);
        assertThat(pipeline.problems())
                .filteredOn(problem -> problem.startsWith("apply-orders-"))
                .hasSize(2)
                .allMatch(problem -> problem.contains(name + ".orders isn't in the source any more"));
        execute(
                "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, a INT, b INT)",
                "INSERT INTO " + name + ".orders VALUES (1, 12, 3)");
        awaitRows("orders", "id, a, b", "1|10|null", "1|11|null", "1|12|3", "2|20|null");
        await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
    }

    @Test
    void aTableThatWasNeverThereHoldsUpTheFirstSnapshotOnly() {
        pipeline.close();
        settings.put("hindsight.name", name + "_other");
        settings.put("hindsight.table.letters.source", name + ".letters");
        pipeline = Pipeline.start(settings);
        await().untilAsserted(() -> assertThat(pipeline.problems())
                .anyMatch(problem -> problem.contains("capture")
                        && problem.contains("hindsight.table.letters (" + name + ".letters)")));
        execute(
                "CREATE TABLE " + name + ".letters (id INT PRIMARY KEY, a INT)",
                "INSERT INTO " + name + ".letters VALUES (7, 70)");
        awaitRows("letters", "id, a", "7|70");
    }

    private void copy(String table, String how) {
        execute(
                "DROP TABLE IF EXISTS " + name + "._" + table + "_del",
                "CREATE TABLE " + name + "._" + table + "_gho LIKE " + name + "." + table,
                "INSERT INTO " + name + "._" + table + "_gho SELECT * FROM " + name + "." + table,
                "ALTER TABLE " + name + "._" + table + "_gho " + how);
    }

    private String swap(String table) {
        var it = name + "." + table;
        return "RENAME TABLE " + it + " TO " + name + "._" + table + "_del, " + name + "._" + table + "_gho TO " + it;
    }

    private static void execute(String... statements) {
        TestServers.mySql().execute(statements);
    }

    private void awaitRows(String table, String columns, String... rows) {
        for (var warehouse : WAREHOUSES) {
            await(table + " in " + warehouse).ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(
                            Pipeline.server(warehouse),
                            name,
                            "SELECT " + columns + " FROM " + table + " ORDER BY id, change_seq"))
                    .containsExactly(rows));
        }
    }
}
