package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Reconciliation;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceKind;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceTables;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From MariaDB's commit to the warehouses, by the routes and the rules that MySQL has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final String COLUMNS =
            """
            whole BIGINT UNSIGNED, exact DECIMAL(30, 10), small FLOAT, big DOUBLE, bits BIT(10), yes TINYINT(1), years YEAR,
            day DATE NOT NULL, clock TIME(6), local DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
            moment TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), zero DATE NOT NULL,
            words VARCHAR(100), choice ENUM('a', 'b,c'), bytes VARBINARY(20), document JSON,
            id4 UUID, host4 INET4, host6 INET6
            """;
    private static final String VALUES =
            """
            18446744073709551615, 12345678901234567890.0123456789, 16777.216, 0.1, b'1000000001', 1, 2026, '2026-02-28',
            '-838:59:58.999999', '2026-03-29 02:30:00.123456', '2026-07-01 12:00:00.000001', '0000-00-00',
            'Gruß 🙂 \\\\ ''', 'b,c', x'00ff', '{"a": 1.50}',
            '123e4567-e89b-12d3-a456-426614174000', '10.0.0.0', '2001:db8::ff00:0:0'
            """;

    private final String name = Unique.name("mariadb");
    private final JdbcServer mariaDb = TestServers.mariaDb();
    private Pipeline pipeline;
    private Settings settings;

    @BeforeAll
    void startPipeline() throws SQLException {
        mariaDb.execute(
                "CREATE DATABASE " + name,
                "CREATE USER '" + name + "'@'%' IDENTIFIED BY 'x'",
                "GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO '" + name + "'@'%'",
                "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, info VARCHAR(50))",
                "INSERT INTO " + name + ".items VALUES (1, 'one'), (2, 'two')",
                "CREATE TABLE " + name + ".every (id INT PRIMARY KEY, " + COLUMNS + ")",
                "INSERT INTO " + name + ".every VALUES (1, " + VALUES + ")");
        var properties = Pipeline.settings(name, WAREHOUSES);
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
        }
        properties.put("hindsight.source.kind", "mariadb");
        properties.put("hindsight.source.hostname", mariaDb.host());
        properties.put("hindsight.source.port", String.valueOf(mariaDb.port()));
        properties.put("hindsight.source.username", name);
        properties.put("hindsight.source.password", "x");
        properties.put("hindsight.table.item_history.source", name + ".items");
        properties.put("hindsight.table.items.source", name + ".items");
        properties.put("hindsight.table.items.keep", "current");
        properties.put("hindsight.table.every.source", name + ".every");
        properties.put("hindsight.table.every.keep", "current");
        settings = Settings.of(properties);
        pipeline = Pipeline.start(properties);
    }

    @AfterAll
    void stopPipeline() {
        pipeline.close();
    }

    @Test
    void theServerAndTheUserPassTheCheck() {
        assertThat(SourceDriver.of(SourceKind.MARIADB).check(settings)).isEmpty();
    }

    @Test
    void everyChangeBecomesAVersionInItsOrder() throws Exception {
        awaitRows("SELECT id, info FROM items ORDER BY id", "1|one", "2|two");
        try (var connection = mariaDb.connect(name);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // many changes of a key in one transaction, two of them in one statement
            statement.execute("UPDATE items SET info = concat(info, '+')");
            statement.execute("UPDATE items SET info = concat(info, '+') WHERE id = 1");
            statement.execute("DELETE FROM items WHERE id = 2");
            statement.execute("INSERT INTO items VALUES (2, 'again')");
            statement.execute("UPDATE items SET id = 3 WHERE id = 2");
            statement.execute("INSERT INTO items VALUES (1, 'x') ON DUPLICATE KEY UPDATE info = 'twice'");
            connection.commit();
        }
        awaitRows("SELECT id, info FROM items ORDER BY id", "1|twice", "3|again");
        awaitRows(
                "SELECT id, op_type, info, CASE WHEN is_current THEN 1 ELSE 0 END FROM item_history"
                        + " ORDER BY id, change_seq",
                "1|r|one|0",
                "1|u|one+|0",
                "1|u|one++|0",
                "1|u|twice|1",
                "2|r|two|0",
                "2|u|two+|0",
                "2|d|two+|0",
                "2|c|again|0",
                "2|d|again|0",
                "3|c|again|1");
        mariaDb.execute("TRUNCATE " + name + ".items", "INSERT INTO " + name + ".items VALUES (9, 'after')");
        awaitRows("SELECT id, info FROM items ORDER BY id", "9|after");
        awaitRows("SELECT count(*) FROM item_history WHERE is_current", "1");
        assertThat(pipeline.problems()).isEmpty();
    }

    @Test
    void aValueArrivesAsItWasFromTheSnapshotAndFromTheBinlog() {
        awaitRows("SELECT count(*) FROM every WHERE id = 1", "1");
        mariaDb.execute("INSERT INTO " + name + ".every VALUES (2, " + VALUES + ")");
        awaitRows("SELECT count(*) FROM every WHERE id = 2", "1");
        for (var warehouse : WAREHOUSES) {
            var rows = Rows.of(Pipeline.server(warehouse), name, "SELECT * FROM every ORDER BY id");
            assertThat(values(rows.get(0))).as(warehouse).isEqualTo(values(rows.get(1)));
        }
        assertThat(Rows.of(
                        TestServers.postgres(),
                        name,
                        "SELECT whole, exact, small, big, bits, yes, years, day, clock, local,"
                                + " moment AT TIME ZONE 'UTC', zero, words, choice, bytes, document,"
                                + " id4, host4, host6 FROM every WHERE id = 2"))
                .containsExactly(
                        "18446744073709551615|12345678901234567890.0123456789|16777.217|0.1|513|1|2026|2026-02-28|"
                                + "-838:59:58.999999|2026-03-29 02:30:00.123456|2026-07-01 12:00:00.000001|null|"
                                + "Gruß 🙂 \\ '|b,c|\\x00ff|{\"a\": 1.50}|"
                                + "123e4567-e89b-12d3-a456-426614174000|10.0.0.0|2001:db8::ff00:0:0");
    }

    @Test
    void theComparisonFindsThemEqual() throws Exception {
        awaitRows("SELECT count(*) FROM every WHERE id = 1", "1");
        var every = SourceTables.once(settings).values().stream()
                .filter(table -> table.declaration().name().equals("every"))
                .findFirst()
                .orElseThrow();
        try (var reconciliation = new Reconciliation(settings)) {
            for (var warehouse : settings.warehouses()) {
                var report = reconciliation.compare(every, warehouse);
                assertThat(report.agrees()).as(report.toString()).isTrue();
                assertThat(report.rows()).isPositive();
            }
        }
    }

    /** A row without its id and what the program adds. */
    private static String values(String row) {
        var columns = row.split("\\|");
        return String.join("|", List.of(columns).subList(1, columns.length - 2));
    }

    private void awaitRows(String query, String... rows) {
        for (var warehouse : WAREHOUSES) {
            await().untilAsserted(() -> assertThat(Rows.of(Pipeline.server(warehouse), name, query))
                    .as(warehouse)
                    .containsExactly(rows));
        }
    }
}
