package io.hindsight.capture.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.reconcile.Commands;
import io.hindsight.settings.Settings;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a warehouse has lost of the past comes back from the binlog, row for row, and nothing else changes. */
class RereadIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final String ROWS = "SELECT id, v, effective_start_ts, effective_end_ts, is_current, op_type,"
            + " change_seq FROM orders ORDER BY id, change_seq";

    private final String name = Unique.name("reread");
    private final Map<String, String> settings = Pipeline.settings(name, WAREHOUSES);

    private JdbcServer source = TestServers.mySql();

    @BeforeEach
    void createDatabases() {
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
        settings.put("hindsight.table.orders.source", name + ".orders");
        createTables();
    }

    private void createTables() {
        source.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO " + name + ".orders VALUES (1, 'one'), (2, 'two'), (3, 'three')");
    }

    private void takeMariaDb() {
        source = TestServers.mariaDb();
        settings.put("hindsight.source.kind", "mariadb");
        settings.put("hindsight.source.port", String.valueOf(source.port()));
        settings.put("hindsight.source.username", source.username());
        settings.put("hindsight.source.password", source.password());
        createTables();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void versionsThatWereDeletedBetweenTwoMomentsComeBack(String kind) {
        if (kind.equals("mariadb")) {
            takeMariaDb();
        }
        try (var pipeline = Pipeline.start(settings)) {
            awaitIds("1", "2", "3");
            mySql("UPDATE orders SET v = 'before' WHERE id = 1");
            var since = nextSecond();
            mySql("UPDATE orders SET v = 'uno' WHERE id = 1");
            mySql("UPDATE orders SET id = 4 WHERE id = 2");
            mySql("ALTER TABLE orders ADD COLUMN w INT FIRST");
            mySql("DELETE FROM orders WHERE id = 3");
            mySql("INSERT INTO orders (id, v) VALUES (5, 'five')");
            var until = nextSecond();
            mySql("UPDATE orders SET v = 'after' WHERE id = 5");
            WAREHOUSES.forEach(warehouse -> await().ignoreExceptions().untilAsserted(() -> assertThat(
                            Rows.of(Pipeline.server(warehouse), name, "SELECT id, v FROM orders_current ORDER BY id"))
                    .containsExactly("1|uno", "4|two", "5|after")));
            removeWhatEnded(since);
            var before = WAREHOUSES.stream().map(this::history).toList();
            assertThat(before).allSatisfy(history -> assertThat(history).noneMatch(row -> row.startsWith("1|one|")));

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
            await().untilAsserted(() -> assertThat(reread()).contains("done, 100%, 5 changes"));
            await().untilAsserted(() ->
                    assertThat(WAREHOUSES.stream().map(this::history).toList()).isEqualTo(before));
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    /** As a job of one's own does, for which a history is kept for so many days. */
    private void removeWhatEnded(String since) {
        var ended = "effective_end_ts < '" + since.replace("T", " ").replace("Z", "") + "'";
        Rows.execute(Pipeline.server("postgres"), name, "DELETE FROM orders WHERE " + ended);
        Rows.execute(
                Pipeline.server("clickhouse"),
                name,
                "OPTIMIZE TABLE orders_rows FINAL",
                "ALTER TABLE orders_rows DELETE WHERE " + ended + " SETTINGS mutations_sync = 2");
    }

    @Test
    void aKilledProgramAndItsSuccessorGoOnWhereItHadComeAndAPausedRereadingWaits(@TempDir Path directory) {
        settings.put("hindsight.reread.rows-per-second", "50");
        try (var pipeline = PipelineProcess.start(directory.resolve("one"), settings)) {
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

            try (var successor = PipelineProcess.start(directory.resolve("two"), settings)) {
                assertThat(reread("--go-on", "orders")).contains("running");
                await().until(() -> progress().changes() > reached.changes());
                pipeline.kill();
                assertThat(progress().state()).isEqualTo(RereadProgress.State.RUNNING);
                await().untilAsserted(() -> assertThat(reread()).contains("done, 100%"));
                assertThat(successor.isAlive()).isTrue();
                // what stood before the places wasn't sent again
                assertThat(progress().changes()).isBetween(400L, 400L + 120);
                await().untilAsserted(() -> assertThat(history("postgres"))
                        .filteredOn(row -> !row.startsWith("4|"))
                        .isEqualTo(before));
            }
        }
    }

    @Test
    void whatIsAskedForWhileCaptureIsBehindIsReadToWhereCaptureComes() {
        try (var pipeline = Pipeline.start(settings)) {
            awaitIds("1", "2", "3");
            assertThat(pipeline.problems()).isEmpty();
        }
        var since = now();
        mySql("UPDATE orders SET v = 'unseen' WHERE id = 1");
        mySql("DELETE FROM orders WHERE id = 2");
        source.execute("FLUSH BINARY LOGS");
        var end = Rows.of(source, name, "SHOW MASTER STATUS").get(0).split("\\|");
        assertThat(reread("orders", "--since", since)).contains(" to " + end[0] + ":" + end[1] + ",", "asked for");
        var again = Commands.run(settings, "reread", "orders", "--since", since);
        assertThat(again.output())
                .contains(name + ".orders is read again already", "hindsight reread --end " + name + ".orders");
        assertThat(again.exitCode()).isEqualTo(2);
        try (var pipeline = Pipeline.start(settings)) {
            awaitIds("1", "3");
            await().untilAsserted(() -> assertThat(reread()).contains("done, 100%, 2 changes"));
            assertThat(history("postgres"))
                    .filteredOn(row -> row.startsWith("1|") || row.startsWith("2|"))
                    .hasSize(4);
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    /** The binlog alone knows it still. */
    @Test
    void theVersionsOfATableThatIsGoneComeBackToo() {
        mySql("CREATE TABLE gone (id INT PRIMARY KEY, v VARCHAR(20))");
        settings.put("hindsight.table.gone.source", name + ".gone");
        try (var pipeline = Pipeline.start(settings)) {
            awaitIds("1", "2", "3");
            var since = now();
            mySql("INSERT INTO gone VALUES (1, 'one'), (2, 'two')");
            mySql("UPDATE gone SET v = 'uno' WHERE id = 1");
            mySql("DROP TABLE gone");
            var rows = "SELECT id, v, op_type, effective_start_ts, change_seq FROM gone ORDER BY change_seq";
            await().ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(Pipeline.server("postgres"), name, rows))
                    .hasSize(3));
            var before = Rows.of(Pipeline.server("postgres"), name, rows);
            Rows.execute(Pipeline.server("postgres"), name, "DELETE FROM gone");
            assertThat(reread("gone", "--since", since)).contains("asked for");
            await().untilAsserted(() -> assertThat(reread()).contains("done, 100%, 3 changes"));
            await().untilAsserted(() ->
                    assertThat(Rows.of(Pipeline.server("postgres"), name, rows)).isEqualTo(before));
        }
    }

    @Test
    void whatCannotBeReadAgainIsRefusedInALine() {
        isRefused("nothing has been captured yet", "orders");
        try (var pipeline = Pipeline.start(settings)) {
            awaitIds("1", "2", "3");
            assertThat(pipeline.problems()).isEmpty();
            var before = history("postgres");
            isRefused("no table is declared as 'nothing'; write orders", "nothing");
            isRefused("is yet to come; write a moment that is past", "orders", "--since", "2999-01-01T00:00:00Z");
            isRefused("the source has its binlog from", "orders", "--since", "1999-01-01T00:00:00Z");
            isRefused("has no binlog.999999:4; it has binlog.", "orders", "--from", "binlog.999999:4");
            var first = now();
            mySql("UPDATE orders SET v = 'uno' WHERE id = 1");
            isRefused("nothing stands between", "orders", "--since", now(), "--until", first);
            var end = Rows.of(source, name, "SHOW MASTER STATUS").get(0).split("\\|");
            assertThat(reread("orders", "--from", end[0] + ":" + (Long.parseLong(end[1]) - 40), "--dry-run"))
                    .contains("isn't where a transaction begins", name + ".orders: " + end[0]);
            for (var rights : List.of("REPLICATION SLAVE", "REPLICATION CLIENT")) {
                var user = Unique.name("user");
                source.execute("CREATE USER " + user + " IDENTIFIED BY 'x'", "GRANT " + rights + " ON *.* TO " + user);
                settings.putAll(Map.of("hindsight.source.username", user, "hindsight.source.password", "x"));
                isRefused(
                        "the user " + user + " may not read the source's binlog: GRANT REPLICATION SLAVE, REPLICATION"
                                + " CLIENT",
                        "orders",
                        "--since",
                        first);
            }
            settings.put("hindsight.source.username", source.username());
            settings.put("hindsight.source.password", source.password());
            assertThat(reread()).contains("nothing is read again");
            // but for the update
            await().untilAsserted(() -> assertThat(history("postgres")).hasSize(before.size() + 1));
        }
    }

    private void isRefused(String words, String... arguments) {
        var all = Stream.concat(Stream.of("reread"), Stream.of(arguments)).toArray(String[]::new);
        var refused = Commands.run(settings, all);
        assertThat(refused.output()).contains(words);
        assertThat(refused.output().strip().lines()).hasSize(1);
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void aRepairSaysByWhichCommandTheVersionsComeBack() {
        settings.put("hindsight.source.signal-table", name + ".signals");
        settings.put("hindsight.check.patience", "20s");
        mySql("CREATE TABLE signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data MEDIUMTEXT)");
        try (var pipeline = Pipeline.start(settings)) {
            awaitIds("1", "2", "3");
            mySql("UPDATE orders SET v = 'uno' WHERE id = 1");
            mySql("UPDATE orders SET v = 'eins' WHERE id = 1");
            await().untilAsserted(() -> assertThat(changes()).hasSize(2));
            var before = changes();
            assertThat(Commands.run(settings, "check", "--repair").output()).doesNotContain("hindsight reread");
            Rows.execute(
                    Pipeline.server("postgres"),
                    name,
                    "DELETE FROM orders WHERE op_type = 'u'",
                    "UPDATE orders SET is_current = true, effective_end_ts = NULL WHERE id = 1");

            var line = Commands.run(settings, "check", "--repair", "--warehouse", "postgres")
                    .output()
                    .lines()
                    .filter(each -> each.contains("hindsight reread"))
                    .findFirst()
                    .orElseThrow()
                    .strip();
            assertThat(line).contains("versions", " brings back every version");
            var command = line.substring(line.indexOf("reread"), line.indexOf(" brings"))
                    .split(" ");
            assertThat(Commands.run(settings, command).output()).contains("asked for");
            await().untilAsserted(() -> assertThat(reread()).contains("done, 100%"));
            await().untilAsserted(() -> assertThat(changes()).isEqualTo(before));
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    /** Without what was read: the span has what stood before the snapshot, too. */
    private List<String> changes() {
        return history("postgres").stream().filter(row -> row.contains("|u|")).toList();
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
        Rows.execute(source, name, sql);
    }

    /** The source's own, later than all that was committed before. */
    /** Later than all before and no later than all after, where a source has commit times in whole seconds too. */
    private String nextSecond() {
        Rows.of(source, name, "SELECT SLEEP(1.1)");
        return now().replaceFirst("\\d{6}Z$", "000000Z");
    }

    private String now() {
        return Rows.of(
                        source,
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
