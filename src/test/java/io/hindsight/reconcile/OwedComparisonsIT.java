package io.hindsight.reconcile;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.owed.OwedComparisons;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that change without a word in the binlog are found and mended by the program itself. */
@Execution(ExecutionMode.CONCURRENT)
class OwedComparisonsIT {

    private static final List<String> TABLES = List.of("log", "old", "people", "pets", "toys", "cities", "signs");

    private final String name = Unique.name("owed");
    private final Map<String, String> settings = Pipeline.settings(name, List.of("postgres"));
    private JdbcServer server;

    private void create(String kind) {
        server = kind.equals("mysql") ? TestServers.mySql() : TestServers.mariaDb();
        server.execute("CREATE DATABASE " + name);
        execute(
                "CREATE TABLE log (id INT PRIMARY KEY, v VARCHAR(9)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS"
                        + " THAN (10), PARTITION p1 VALUES LESS THAN (20), PARTITION p2 VALUES LESS THAN (30))",
                "CREATE TABLE old (id INT PRIMARY KEY, v VARCHAR(9))",
                "CREATE TABLE people (id BIGINT UNSIGNED PRIMARY KEY)",
                "CREATE TABLE pets (id INT PRIMARY KEY, owner BIGINT UNSIGNED,"
                        + " FOREIGN KEY (owner) REFERENCES people (id) ON DELETE CASCADE ON UPDATE CASCADE)",
                "CREATE TABLE toys (id INT PRIMARY KEY, pet INT,"
                        + " FOREIGN KEY (pet) REFERENCES pets (id) ON DELETE SET NULL)",
                "CREATE TABLE cities (code VARCHAR(9) PRIMARY KEY)",
                "CREATE TABLE signs (city VARCHAR(9), no INT, PRIMARY KEY (city, no),"
                        + " FOREIGN KEY (city) REFERENCES cities (code) ON UPDATE CASCADE)",
                "CREATE TABLE signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data MEDIUMTEXT)",
                "INSERT INTO log VALUES (1, 'a'), (11, 'b'), (21, 'c'), (22, 'd')",
                "INSERT INTO old VALUES (21, 'old'), (25, 'older')",
                "INSERT INTO people VALUES (1), (2), (3)",
                "INSERT INTO pets VALUES (1, 1), (2, 1), (3, 2), (4, 3), (5, NULL)",
                "INSERT INTO toys VALUES (1, 1), (2, 3), (3, 4), (4, NULL)",
                "INSERT INTO cities VALUES ('bern'), ('rom')",
                "INSERT INTO signs VALUES ('bern', 1), ('bern', 2), ('rom', 1)");
        Pipeline.server("postgres").execute("CREATE DATABASE " + name);
        settings.put("hindsight.source.kind", kind);
        settings.put("hindsight.source.hostname", server.host());
        settings.put("hindsight.source.port", String.valueOf(server.port()));
        settings.put("hindsight.source.username", server.username());
        settings.put("hindsight.source.password", server.password());
        settings.put("hindsight.source.signal-table", name + ".signals");
        settings.put("hindsight.check.patience", "20s");
        TABLES.forEach(table -> settings.put("hindsight.table." + table + ".source", name + "." + table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void partitions(String kind) {
        create(kind);
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows("log", "1|a", "11|b", "21|c", "22|d");
            awaitRows("old", "21|old", "25|older");
            execute("ALTER TABLE log TRUNCATE PARTITION p0");
            awaitRows("log", "11|b", "21|c", "22|d");
            execute("ALTER TABLE log EXCHANGE PARTITION p2 WITH TABLE old");
            awaitRows("log", "11|b", "21|old", "25|older");
            awaitRows("old", "21|c", "22|d");
            // a key that comes again has its own change
            execute("INSERT INTO log VALUES (12, 'e')", "ALTER TABLE log DROP PARTITION p1, p0");
            awaitRows("log", "21|old", "25|older");
            assertThat(Rows.of(Pipeline.server("postgres"), name, "SELECT op_type FROM log WHERE id = 11"))
                    .last()
                    .isEqualTo("d");
            assertThat(pipeline.problems()).isEmpty();
            awaitNothingOwed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void foreignKeys(String kind) {
        create(kind);
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows("pets", "1|1", "2|1", "3|2", "4|3", "5|null");
            awaitRows("toys", "1|1", "2|3", "3|4", "4|null");
            awaitRows("signs", "bern|1", "bern|2", "rom|1");
            execute("DELETE FROM people WHERE id = 1");
            awaitRows("pets", "3|2", "4|3", "5|null");
            awaitRows("toys", "1|null", "2|3", "3|4", "4|null");
            // a child that comes just before its parent goes
            execute(
                    "UPDATE people SET id = 20 WHERE id = 2",
                    "INSERT INTO pets VALUES (6, 3)",
                    "DELETE FROM people WHERE id = 3");
            awaitRows("pets", "3|20", "5|null");
            awaitRows("toys", "1|null", "2|3", "3|null", "4|null");
            execute("UPDATE cities SET code = 'Bern' WHERE code = 'bern'");
            awaitRows("signs", "Bern|1", "Bern|2", "rom|1");
            assertThat(pipeline.problems()).isEmpty();
            awaitNothingOwed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql"})
    void whatIsOwedOutlivesTheProgram(String kind) {
        create(kind);
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows("log", "1|a", "11|b", "21|c", "22|d");
            awaitRows("pets", "1|1", "2|1", "3|2", "4|3", "5|null");
        }
        // one that captures, and applies nothing
        try (var capture = CapturePipeline.start(
                name,
                server,
                TestServers.kafka(),
                TABLES.stream().map(table -> name + "." + table).toList())) {
            execute("ALTER TABLE log TRUNCATE PARTITION p0", "DELETE FROM people WHERE id = 1");
            execute("INSERT INTO old VALUES (1, 'new')");
            try (var topic = capture.topic(name + ".old")) {
                topic.until(changes ->
                        changes.stream().anyMatch(change -> change.key().equals("{\"id\":1}")));
            }
        }
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows("log", "11|b", "21|c", "22|d");
            awaitRows("pets", "3|2", "4|3", "5|null");
            assertThat(pipeline.problems()).isEmpty();
            awaitNothingOwed();
        }
    }

    private void awaitNothingOwed() {
        await().untilAsserted(() ->
                assertThat(OwedComparisons.of(name).orElseThrow().begin()).isEmpty());
    }

    private void execute(String... statements) {
        Rows.execute(server, name, statements);
    }

    private void awaitRows(String table, String... rows) {
        await(table).ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(
                        Pipeline.server("postgres"),
                        name,
                        "SELECT " + columns(table) + " FROM " + table + "_current ORDER BY 1, 2"))
                .containsExactly(rows));
    }

    private static String columns(String table) {
        return switch (table) {
            case "log", "old" -> "id, v";
            case "pets" -> "id, owner";
            case "toys" -> "id, pet";
            case "signs" -> "city, no";
            default -> throw new IllegalArgumentException(table);
        };
    }
}
