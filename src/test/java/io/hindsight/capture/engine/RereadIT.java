package io.hindsight.capture.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.reconcile.Commands;
import io.hindsight.settings.Settings;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a warehouse has lost of the past comes back from the binlog, row for row, and nothing else changes. */
class RereadIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final String ROWS = "SELECT id, v, effective_start_ts, effective_end_ts, is_current, op_type,"
            + " change_seq FROM orders ORDER BY id, change_seq";

    private final String name = Unique.name("reread");
    private final Map<String, String> settings = Pipeline.settings(name, WAREHOUSES);

    @BeforeEach
    void createTables() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, v VARCHAR(20))",
                        "INSERT INTO " + name + ".orders VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
        settings.put("hindsight.table.orders.source", name + ".orders");
    }

    @Test
    void versionsThatWereDeletedBetweenTwoMomentsComeBack() {
        try (var pipeline = Pipeline.start(settings)) {
            awaitIds("1", "2", "3");
            mySql("UPDATE orders SET v = 'before' WHERE id = 1");
            var since = now();
            mySql("UPDATE orders SET v = 'uno' WHERE id = 1");
            mySql("UPDATE orders SET id = 4 WHERE id = 2");
            mySql("ALTER TABLE orders ADD COLUMN w INT FIRST");
            mySql("DELETE FROM orders WHERE id = 3");
            mySql("INSERT INTO orders (id, v) VALUES (5, 'five')");
            var until = now();
            mySql("UPDATE orders SET v = 'after' WHERE id = 5");
            awaitIds("1", "4", "5");
            var before = WAREHOUSES.stream().map(this::history).toList();

            var lost = "effective_start_ts >= '" + since.replace("T", " ").replace("Z", "")
                    + "' AND effective_start_ts < '" + until.replace("T", " ").replace("Z", "") + "'";
            Rows.execute(Pipeline.server("postgres"), name, "DELETE FROM orders WHERE " + lost);
            Rows.execute(
                    Pipeline.server("clickhouse"),
                    name,
                    "ALTER TABLE orders_rows DELETE WHERE " + lost + " SETTINGS mutations_sync = 2");
            assertThat(history("postgres")).hasSizeLessThan(before.get(1).size());

            assertThat(reread("orders", "--since", since, "--until", until, "--dry-run"))
                    .contains(name + ".orders: binlog.", "bytes")
                    .doesNotContain("asked for");
            assertThat(reread("orders", "--since", since, "--until", until)).contains("asked for");
            await().untilAsserted(() -> assertThat(reread()).contains("done, 100%"));
            await().untilAsserted(() ->
                    assertThat(WAREHOUSES.stream().map(this::history).toList()).isEqualTo(before));
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    @Test
    void aKilledProgramGoesOnWhereItHadComeAndAPausedRereadingWaits(@TempDir Path directory) {
        settings.put("hindsight.reread.rows-per-second", "50");
        try (var pipeline = PipelineProcess.start(directory, settings)) {
            awaitIds("1", "2", "3");
            var since = now();
            IntStream.range(0, 40)
                    .forEach(batch ->
                            mySql("INSERT INTO orders SELECT 10 * (n + " + 10 * batch + "), 'x' FROM (SELECT 1 AS"
                                    + " n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION"
                                    + " SELECT 7 UNION SELECT 8 UNION SELECT 9 UNION SELECT 10) AS t"));
            await().untilAsserted(() -> assertThat(ids("postgres")).hasSize(403));
            var before = history("postgres");
            Rows.execute(Pipeline.server("postgres"), name, "DELETE FROM orders WHERE id >= 10");

            assertThat(reread("orders", "--since", since)).contains("asked for");
            await().until(() -> progress().changes() > 0);
            pipeline.kill();
            var reached = progress();
            assertThat(reached.state()).isEqualTo(RereadProgress.State.RUNNING);
            assertThat(reread("--pause", "orders")).contains("paused");
            pipeline.startAgain();
            mySql("INSERT INTO orders VALUES (4, 'four')");
            await().untilAsserted(() -> assertThat(ids("postgres")).contains("4"));
            assertThat(progress()).isEqualTo(reached);

            assertThat(reread("--go-on", "orders")).contains("running");
            await().untilAsserted(() -> assertThat(reread()).contains("done, 100%"));
            // what stood before the place wasn't sent again
            assertThat(progress().changes()).isBetween(400L, 400L + 60);
            await().untilAsserted(() -> assertThat(history("postgres"))
                    .filteredOn(row -> !row.startsWith("4|"))
                    .isEqualTo(before));
        }
    }

    @Test
    void whatCannotBeReadAgainIsRefusedInALine() {
        assertThat(reread("orders")).contains("nothing has been captured yet");
        try (var pipeline = Pipeline.start(settings)) {
            awaitIds("1", "2", "3");
            assertThat(pipeline.problems()).isEmpty();
            assertThat(reread("nothing")).contains("no table is declared as 'nothing'");
            assertThat(reread("orders", "--since", "2999-01-01T00:00:00Z")).contains("--since", "yet to come");
            assertThat(reread("orders", "--since", "1999-01-01T00:00:00Z")).contains("the source has its binlog from");
            assertThat(reread("orders", "--since", "yesterday")).contains("'yesterday' is no moment");
            assertThat(reread("orders", "--from", "somewhere")).contains("'somewhere' is no place");
            assertThat(reread("orders", "--from", "binlog.999999:4")).contains("has no binlog.999999:4");
            mySql("UPDATE orders SET v = 'uno' WHERE id = 1");
            var end = Rows.of(TestServers.mySql(), name, "SHOW MASTER STATUS")
                    .get(0)
                    .split("\\|");
            await().untilAsserted(() -> assertThat(
                            reread("orders", "--from", end[0] + ":" + (Long.parseLong(end[1]) - 40), "--dry-run"))
                    .contains("isn't where a transaction begins", name + ".orders: " + end[0]));
            assertThat(reread()).contains("nothing is read again");
        }
    }

    private RereadProgress progress() {
        try (var rereadings = new Rereadings(Settings.of(settings))) {
            rereadings.readOn();
            return rereadings.progress(rereadings.all().get(0));
        }
    }

    private String reread(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "reread";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Commands.run(settings, all).output();
    }

    private void mySql(String sql) {
        Rows.execute(TestServers.mySql(), name, sql);
    }

    /** The source's own, later than all that was committed before. */
    private String now() {
        return Rows.of(
                        TestServers.mySql(),
                        name,
                        "SELECT DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%dT%H:%i:%s.%fZ') FROM (SELECT SLEEP(0.01)) AS t")
                .get(0);
    }

    private void awaitIds(String... ids) {
        WAREHOUSES.forEach(warehouse -> await().ignoreExceptions()
                .untilAsserted(() -> assertThat(ids(warehouse)).containsExactly(ids)));
    }

    private List<String> ids(String warehouse) {
        return Rows.of(Pipeline.server(warehouse), name, "SELECT id FROM orders_current ORDER BY id");
    }

    private List<String> history(String warehouse) {
        return Rows.of(
                Pipeline.server(warehouse),
                name,
                warehouse.equals("clickhouse") ? ROWS.replace("FROM orders", "FROM orders FINAL") : ROWS);
    }
}
