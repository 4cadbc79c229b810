package io.hindsight.capture.held;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.TableName;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A held table that is resumed has all its rows as they are; what others have of it is said as long as it is held. */
@Execution(ExecutionMode.CONCURRENT)
class ResumeIT {

    private final String name = Unique.name("resumed");
    private final Map<String, String> settings = Pipeline.settings(name, List.of("postgres"));
    private Pipeline pipeline;

    @BeforeEach
    void start() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL,"
                                + " data MEDIUMTEXT)",
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, v VARCHAR(20))",
                        "CREATE TABLE " + name + ".items (id INT PRIMARY KEY)",
                        "CREATE TABLE " + name + ".documents (id INT PRIMARY KEY, d JSON)",
                        "INSERT INTO " + name + ".documents VALUES (1, '{\"a\": 1, \"b\": \"" + "x".repeat(99)
                                + "\"}')",
                        "INSERT INTO " + name + ".orders VALUES (1, 'one'), (2, 'two')");
        Pipeline.server("postgres").execute("CREATE DATABASE " + name);
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.latest.source", name + ".orders");
        settings.put("hindsight.table.latest.keep", "current");
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.table.documents.source", name + ".documents");
        settings.put("hindsight.source.signal-table", name + ".signals");
        settings.put("hindsight.check.patience", "20s");
        pipeline = Pipeline.start(settings);
        awaitRows("SELECT id, v FROM latest ORDER BY id", "1|one", "2|two");
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    @Test
    void itsRowsAreReadAnewAndItsChangesAreSentAgain() throws SQLException {
        assertThat(Commands.run(settings, "resume", "orders").output()).contains("orders isn't held");
        hold();
        TestServers.mySql()
                .execute(
                        "UPDATE " + name + ".orders SET v = 'between' WHERE id = 1",
                        "UPDATE " + name + ".orders SET v = 'unseen' WHERE id = 1",
                        "INSERT INTO " + name + ".orders VALUES (9, 'came and went')",
                        "DELETE FROM " + name + ".orders WHERE id = 9",
                        "DELETE FROM " + name + ".orders WHERE id = 2",
                        "INSERT INTO " + name + ".orders VALUES (3, 'three')",
                        "INSERT INTO " + name + ".items VALUES (1)");
        awaitRows("SELECT id FROM items", "1");
        assertThat(rows("SELECT id, v FROM latest ORDER BY id")).containsExactly("1|one", "2|two");
        var check = Commands.run(settings, "check", "--repair");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output())
                .contains("orders is held since", "a test", name + ".items and items in postgres")
                .doesNotContain("repair  ");
        assertThat(Commands.run(settings, "snapshot", "orders").output())
                .contains("no snapshot", "orders is held since", "hindsight resume");

        var resumed = Commands.run(settings, "resume", "orders");
        assertThat(resumed.output())
                .contains(name + ".orders: goes on from binlog.", "all that it was held for is sent")
                .doesNotContain("lost");
        assertThat(resumed.exitCode()).isZero();
        TestServers.mySql().execute("INSERT INTO " + name + ".orders VALUES (4, 'four')");
        awaitRows("SELECT id, v FROM latest ORDER BY id", "1|unseen", "3|three", "4|four");
        awaitRows("SELECT id, v FROM orders_current ORDER BY id", "1|unseen", "3|three", "4|four");
        awaitRows("SELECT v FROM orders WHERE id = 1 ORDER BY change_seq", "one", "between", "unseen");
        awaitRows("SELECT op_type FROM orders WHERE id = 9 ORDER BY change_seq", "c", "d");
        await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
        await().untilAsserted(() ->
                assertThat(Commands.run(settings, "check").exitCode()).isZero());
    }

    @Test
    void whatTheBinlogHasInPartsIsReadAnewAndSaidToBeLost() {
        Rows.execute(
                TestServers.mySql(),
                name,
                "SET SESSION binlog_row_value_options = 'PARTIAL_JSON'",
                "UPDATE documents SET d = JSON_SET(d, '$.a', 2) WHERE id = 1");
        await().untilAsserted(() -> assertThat(pipeline.problems())
                .anySatisfy(problem -> assertThat(problem).contains(name + ".documents is held", "PARTIAL_JSON")));
        TestServers.mySql().execute("INSERT INTO " + name + ".documents VALUES (2, '[]')");

        var resumed = Commands.run(settings, "resume", "documents");
        assertThat(resumed.output()).contains("PARTIAL_JSON", "are lost, but for the rows as they are now");
        assertThat(resumed.exitCode()).isZero();
        TestServers.mySql().execute("INSERT INTO " + name + ".documents VALUES (3, '3')");
        awaitRows("SELECT id, d ->> 'a' FROM documents_current ORDER BY id", "1|2", "2|null", "3|null");
        await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
    }

    @Test
    void aResumptionThatIsBrokenOffIsSaidAndDoneAgain() throws SQLException {
        hold();
        try (var held = HeldTables.read(io.hindsight.settings.Settings.of(settings));
                var mySql = TestServers.mySql().connect(name)) {
            held.store(held.open(orders()).orElseThrow().endedAt(BinlogOffset.end(mySql), 0));
        }
        await().untilAsserted(() -> assertThat(pipeline.problems())
                .anySatisfy(problem -> assertThat(problem).contains("resumption was broken off")));
        // what is behind the new place is sent already
        TestServers.mySql().execute("INSERT INTO " + name + ".orders VALUES (3, 'three')");
        awaitRows("SELECT id, v FROM latest ORDER BY id", "1|one", "2|two", "3|three");
        assertThat(Commands.run(settings, "resume", "orders").exitCode()).isZero();
        await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
    }

    private TableName orders() {
        return new TableName(name, "orders");
    }

    /** As an engine does that meets what it can't read. */
    private void hold() throws SQLException {
        try (var mySql = TestServers.mySql().connect(name)) {
            HeldTables.of(name).hold(orders(), BinlogOffset.end(mySql), "a test", "nothing is to be mended");
        }
        assertThat(pipeline.problems()).anySatisfy(problem -> assertThat(problem)
                .contains(name + ".orders is held since", "a test", "hindsight resume latest"));
    }

    private void awaitRows(String sql, String... rows) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(rows(sql)).containsExactly(rows));
    }

    private List<String> rows(String sql) {
        return Rows.of(Pipeline.server("postgres"), name, sql);
    }
}
