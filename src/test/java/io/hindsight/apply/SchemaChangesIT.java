package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The source's table is altered while rows are written, captured and applied: each lands as what it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaChangesIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres", "starrocks");

    private static final Pattern COPY = Pattern.compile(
            "(?s).*starrocks can't make decimal\\(30, 2\\) of that; stop the program, run in the warehouse: (.*); and start"
                    + " it again.*");

    private final String name = Unique.name("ddl");
    private Map<String, String> settings;
    private Pipeline pipeline;

    @BeforeAll
    void start() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, n BIGINT NOT NULL, qty INT NOT NULL,"
                                + " note VARCHAR(20) NOT NULL DEFAULT 'none', state ENUM('é1', 'open') DEFAULT 'open')",
                        "INSERT INTO " + name + ".orders (id, n, qty) VALUES (0, 0, 0)");
        settings = Pipeline.settings(name, WAREHOUSES);
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
            settings.put("hindsight.warehouse." + warehouse + ".batch-size", "100");
            settings.put("hindsight.warehouse." + warehouse + ".batch-wait", "50ms");
        }
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.orders_now.source", name + ".orders");
        settings.put("hindsight.table.orders_now.keep", "current");
        pipeline = Pipeline.start(settings);
        // what is written while the initial snapshot is taken needn't be seen version by version
        for (var warehouse : WAREHOUSES) {
            await().until(() -> Rows.of(Pipeline.server(warehouse), name, "SELECT id FROM orders")
                            .size()
                    == 1);
        }
        TestServers.mySql().execute("DELETE FROM " + name + ".orders");
    }

    @AfterAll
    void stop() {
        pipeline.close();
    }

    @Test
    void everyRowLandsAsWhatItWas() throws Exception {
        Map<Long, Map<String, String>> written;
        try (var rows = new ChangingTable(name, "orders")) {
            awaitSome(rows);
            alter(rows, "ADD placed DATETIME NOT NULL DEFAULT '2020-01-01'");
            alter(rows, "ADD code VARCHAR(9) AFTER id");
            // milliseconds become microseconds: who reads old changes by the new type is wrong by a thousand
            alter(rows, "MODIFY placed DATETIME(6) NOT NULL");
            alter(rows, "MODIFY qty BIGINT NOT NULL");
            alter(rows, "DROP note");
            alter(rows, "ADD price DECIMAL(5,2)");
            pipeline.close();
            alter(rows, "MODIFY price DECIMAL(12,4)");
            alter(rows, "ADD came_and_went INT");
            alter(rows, "DROP came_and_went, ADD last_one VARCHAR(5), MODIFY state VARCHAR(9)");
            pipeline = Pipeline.start(settings);
            alter(rows, "MODIFY qty DECIMAL(30,2) NULL, ADD UNIQUE (n)");
            written = rows.written();
        }
        copyWhatCannotBeAltered();
        for (var warehouse : WAREHOUSES) {
            await(warehouse).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                            history(warehouse, "orders"))
                    .hasSameSizeAs(written));
            var history = history(warehouse, "orders");
            assertThat(written)
                    .allSatisfy((number, row) -> assertThat(history.get(number)).isEqualTo(row));
            var last = new TreeMap<Integer, Map<String, String>>();
            written.values().forEach(row -> last.put(Integer.valueOf(row.get("id")), row));
            await(warehouse).untilAsserted(() -> assertThat(
                            history(warehouse, "orders_now").values())
                    .containsExactlyInAnyOrderElementsOf(last.values()));
            await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
            assertThat(columns(warehouse, "orders_versions")).containsAll(columns(warehouse, "orders"));
        }
    }

    /** StarRocks makes no decimal of a number: what is said for a person to do is done. */
    private void copyWhatCannotBeAltered() {
        var copies = new TreeSet<String>();
        await().untilAsserted(() -> {
            pipeline.problems().stream()
                    .map(COPY::matcher)
                    .filter(Matcher::matches)
                    .forEach(copy -> copies.add(copy.group(1)));
            assertThat(copies).hasSize(2);
        });
        pipeline.close();
        copies.forEach(copy -> Rows.execute(TestServers.starRocks(), name, copy.split("; ")));
        pipeline = Pipeline.start(settings);
    }

    private void alter(ChangingTable rows, String how) {
        TestServers.mySql().execute("ALTER TABLE " + name + ".orders " + how);
        awaitSome(rows);
    }

    private static void awaitSome(ChangingTable rows) {
        var before = rows.count();
        await().until(() -> rows.count() > before + 60);
    }

    /** What was kept of each writing: the columns of the source that have a value. */
    private Map<Long, Map<String, String>> history(String warehouse, String table) throws SQLException {
        var server = Pipeline.server(warehouse);
        var kept = new TreeMap<Long, Map<String, String>>();
        var filter = table.equals("orders") ? " WHERE op_type <> 'd' AND n > 0" : "";
        try (var connection = DriverManager.getConnection(server.jdbcUrl(name), server.username(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table + filter)) {
            while (rows.next()) {
                var row = ChangingTable.row(rows);
                row.keySet()
                        .removeAll(List.of(
                                "effective_start_ts",
                                "effective_end_ts",
                                "is_current",
                                "op_type",
                                "change_seq",
                                "commit_ts"));
                assertThat(kept.put(Long.valueOf(row.get("n")), row)).isNull();
            }
        }
        return kept;
    }

    private List<String> columns(String warehouse, String table) throws SQLException {
        var server = Pipeline.server(warehouse);
        try (var connection = DriverManager.getConnection(server.jdbcUrl(name), server.username(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
            var columns = new java.util.ArrayList<String>();
            for (var index = 1; index <= rows.getMetaData().getColumnCount(); index++) {
                columns.add(rows.getMetaData().getColumnName(index));
            }
            return columns;
        }
    }
}
