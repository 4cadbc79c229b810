package io.hindsight.source.mysql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Capture that has lost its place stops, says why and how to go on; after that the history is right. */
abstract class LostPlace {

    final String name = Unique.name("lost");
    final Map<String, String> settings = Pipeline.settings(name, List.of("postgres"));
    Pipeline pipeline;

    /** The source, of which the suite may do away with the binlog. */
    abstract JdbcServer server();

    @BeforeEach
    void start() {
        server().execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, v VARCHAR(20))",
                        "INSERT INTO " + name + ".items VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings.put("hindsight.source.port", String.valueOf(server().port()));
        settings.put("hindsight.table.items.source", name + ".items");
        pipeline = Pipeline.start(settings);
        awaitVersions("1|one|r", "2|two|r", "3|three|r");
        server().execute("UPDATE " + name + ".items SET v = 'ONE' WHERE id = 1");
        awaitVersions("1|ONE|u", "2|two|r", "3|three|r");
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void aBinlogThatBeginsAgainWhileCaptureRuns() {
        server().execute("RESET MASTER", "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        awaitProblem("has begun again", "hindsight.source.epoch=1", "hindsight start-over");
        goOn(true);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        assertThat(versionsOf(1)).containsExactly("one", "ONE");
        assertThat(versionsOf(2)).containsExactly("two", "TWO");
        assertThat(versionsOf(3)).containsExactly("three");
    }

    @Test
    void aPlaceThatIsStillThereAndOneThatWasPurged() {
        server().execute("CREATE TABLE " + name + ".others (id INT PRIMARY KEY)", "FLUSH BINARY LOGS");
        pipeline.close();
        server().execute("FLUSH BINARY LOGS", "UPDATE " + name + ".items SET v = 'Two' WHERE id = 2");
        pipeline = Pipeline.start(settings);
        awaitVersions("1|ONE|u", "2|Two|u", "3|three|r");
        pipeline.close();
        server().execute(
                        "FLUSH BINARY LOGS",
                        "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2",
                        "DELETE FROM " + name + ".items WHERE id = 3",
                        "FLUSH BINARY LOGS");
        // MariaDB keeps for a moment what it has just ended
        await().until(() -> {
            server().execute("PURGE BINARY LOGS TO '" + lastFile() + "'");
            return Rows.of(server(), "", "SHOW BINARY LOGS").size() == 1;
        });
        pipeline = Pipeline.start(settings);
        awaitProblem("was purged", lastFile(), "hindsight start-over");
        goOn(false);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        assertThat(versionsOf(1)).containsExactly("one", "ONE");
        assertThat(versionsOf(2)).containsExactly("two", "Two", "TWO");
        // deleted in the gap
        assertThat(Commands.run(settings, "check", "--repair").output()).contains("extra       id=3");
        awaitVersions("1|ONE|u", "2|TWO|r");
        assertThat(Commands.run(settings, "check").exitCode()).isZero();
    }

    @Test
    void anEpochThatWasChangedThoughNothingElseWas() {
        pipeline.close();
        settings.put("hindsight.source.epoch", "1");
        server().execute("UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        pipeline = Pipeline.start(settings);
        awaitProblem("hindsight.source.epoch=1", "captured with 0", "set hindsight.source.epoch=0 and restart");
        // what a repair sends would be later than all that comes
        var check = Commands.run(settings, "check", "--repair");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output()).contains("can't compare", "set hindsight.source.epoch=0");
        pipeline.close();
        settings.put("hindsight.source.epoch", "0");
        pipeline = Pipeline.start(settings);
        awaitVersions("1|ONE|u", "2|TWO|u", "3|three|r");
        assertThat(versionsOf(2)).containsExactly("two", "TWO");
        assertThat(Commands.run(settings, "check").exitCode()).isZero();
    }

    @Test
    void aSpanThatIsReadAgainOfWhichTheServerRemovesThePartThatFollows() {
        pipeline.close();
        settings.put("hindsight.reread.rows-per-second", "20");
        pipeline = Pipeline.start(settings);
        var from = end();
        for (var id = 10; id < 510; id++) {
            server().execute("INSERT INTO " + name + ".items VALUES (" + id + ", 'x')");
        }
        server().execute("FLUSH BINARY LOGS", "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        await().untilAsserted(() ->
                assertThat(rows("SELECT v FROM items_current WHERE id = 2")).containsExactly("TWO"));
        assertThat(reread("items", "--from", from)).contains("asked for");
        await().untilAsserted(() -> assertThat(reread()).contains("running", "s to go"));
        assertThat(reread("--pause", "items")).contains("paused");
        var before = new AtomicReference<String>();
        await("it has stopped").pollInterval(Duration.ofSeconds(2)).until(() -> {
            var now = reread();
            return now.equals(before.getAndSet(now));
        });
        await().until(() -> {
            server().execute("PURGE BINARY LOGS TO '" + lastFile() + "'");
            return Rows.of(server(), "", "SHOW BINARY LOGS").size() == 1;
        });
        assertThat(reread("--go-on", "items")).contains(name + ".items");
        await().untilAsserted(() -> assertThat(reread())
                .contains(
                        "failed",
                        "the source has removed its log before " + lastFile() + ":4",
                        "has been read",
                        "can't be any more"));
        assertThat(pipeline.problems())
                .anySatisfy(problem -> assertThat(problem).contains("rereadings", "hindsight reread --end"));
        assertThat(reread("--end", "items")).contains("failed");
        await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
        var refused = Commands.run(settings, "reread", "items", "--from", from);
        assertThat(refused.output()).contains("the source's binlog has no " + from);
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    /** Of a table that is declared later: what the log had is lost, not what it has. */
    @Test
    void aHistoryThatIsReadFromTheLogOfWhichTheServerRemovesAPart() {
        var later = name + ".later";
        server().execute("CREATE TABLE " + later + " (id INT PRIMARY KEY, v VARCHAR(20))");
        for (var id = 0; id < 300; id++) {
            server().execute("INSERT INTO " + later + " VALUES (" + id + ", 'x')");
        }
        // a log's beginning is known by the second
        server().execute("FLUSH BINARY LOGS", "DO sleep(1.1)", "UPDATE " + later + " SET v = 'y' WHERE id = 7");
        pipeline.close();
        settings.put("hindsight.reread.rows-per-second", "20");
        settings.put("hindsight.table.later.source", later);
        settings.put("hindsight.table.later.history-from", "log");
        pipeline = Pipeline.start(settings);
        await().untilAsserted(() -> assertThat(reread("later", "--pause")).contains("paused"));
        server().execute("UPDATE " + later + " SET v = 'z' WHERE id = 8");
        await("capture is past what goes").ignoreExceptions().untilAsserted(() -> assertThat(
                        rows("SELECT v FROM later WHERE id = 8 AND op_type = 'u'"))
                .containsExactly("z"));
        await().until(() -> {
            server().execute("PURGE BINARY LOGS TO '" + lastFile() + "'");
            return Rows.of(server(), "", "SHOW BINARY LOGS").size() == 1;
        });
        assertThat(reread("--go-on", "later")).contains(later);
        await().untilAsserted(() -> assertThat(reread()).contains(later + ": history begins at "));
        await().untilAsserted(() -> assertThat(
                        rows(
                                """
                                SELECT count(DISTINCT id) FROM later, (SELECT min(commit_ts) AS at FROM hindsight_beginnings) AS begun
                                WHERE v = 'x' AND op_type = 'r' AND coalesce(effective_end_ts > effective_start_ts, true)
                                  -- a microsecond later where a row had been read before the pause
                                  AND effective_start_ts BETWEEN at AND at + interval '1 millisecond'
                                """))
                .containsExactly("300"));
        assertThat(rows("SELECT v FROM later WHERE id = 7 AND op_type = 'u'")).containsExactly("y");
        await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
    }

    /** Of a database from which nothing was captured, no DDL is known. */
    @Test
    void aSpanInWhichTheBinlogDoesNotNameColumnsThatNobodyKnows() {
        var others = name + "_more.others";
        server().execute(
                        "SET GLOBAL binlog_row_metadata = MINIMAL",
                        "CREATE DATABASE " + name + "_more",
                        "CREATE TABLE " + others + " (a INT PRIMARY KEY, b VARCHAR(20))",
                        "CREATE TABLE " + name + "_more.later (a INT PRIMARY KEY, b VARCHAR(20))",
                        "INSERT INTO " + name + "_more.later VALUES (1, 'lost'), (2, 'still')");
        var from = end();
        server().execute(
                        "INSERT INTO " + others + " VALUES (1, 'lost')",
                        "SET GLOBAL binlog_row_metadata = FULL",
                        "ALTER TABLE " + others + " ADD c VARCHAR(20) FIRST",
                        "ALTER TABLE " + name + "_more.later ADD c VARCHAR(20) FIRST",
                        "UPDATE " + name + "_more.later SET c = 'kept' WHERE a = 1",
                        "UPDATE " + others + " SET c = 'kept' WHERE a = 1",
                        "UPDATE " + others + " SET c = 'last' WHERE a = 1",
                        "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        awaitVersions("1|ONE|u", "2|TWO|u", "3|three|r");
        pipeline.close();
        settings.put("hindsight.table.others.source", others);
        settings.put("hindsight.table.later.source", name + "_more.later");
        settings.put("hindsight.table.later.history-from", "log");
        pipeline = Pipeline.start(settings);
        await().untilAsserted(() ->
                assertThat(reread()).contains(name + "_more.later: history begins at ", "doesn't name its columns"));
        await().ignoreExceptions().untilAsserted(() -> assertThat(rows("SELECT a, b, c, op_type, effective_start_ts -"
                        + " (SELECT min(commit_ts) FROM hindsight_beginnings) < interval '1 second' FROM later"
                        + " WHERE is_current ORDER BY a"))
                .containsExactly("1|lost|kept|u|t", "2|still|null|r|t"));
        await().untilAsserted(() -> assertThat(reread("others", "--from", from)).contains("asked for"));
        await().untilAsserted(() -> assertThat(reread()).contains("failed", "doesn't name its columns", "From "));
        var said = reread();
        var place = said.substring(said.indexOf("--from ") + "--from ".length()).split("\\s")[0];
        assertThat(rows("SELECT a FROM others WHERE op_type <> 'r'")).isEmpty();
        assertThat(reread("--end", "others")).contains("failed");
        assertThat(reread("others", "--from", place)).contains(others + ": " + place, "asked for");
        await().untilAsserted(() -> assertThat(reread()).contains("done, 100%, 2 changes"));
        await().untilAsserted(() -> assertThat(rows("SELECT b, c FROM others WHERE op_type = 'u' ORDER BY change_seq"))
                .containsExactly("lost|kept", "lost|last"));
        assertThat(pipeline.problems()).isEmpty();
    }

    final String reread(String... arguments) {
        var all = Stream.concat(Stream.of("reread"), Stream.of(arguments)).toArray(String[]::new);
        return Commands.run(settings, all).output();
    }

    final String end() {
        return Rows.of(server(), "", "SHOW MASTER STATUS")
                .get(0)
                .replaceFirst("\\|", ":")
                .replaceFirst("\\|.*", "");
    }

    /** Does what the problem says. */
    final void goOn(boolean withNewEpoch) {
        if (withNewEpoch) {
            pipeline.close();
            settings.put("hindsight.source.epoch", "1");
        }
        assertThat(Commands.run(settings, "start-over", "--yes").exitCode()).isZero();
        if (withNewEpoch) {
            pipeline = Pipeline.start(settings);
        }
    }

    final void awaitProblem(String... words) {
        await().untilAsserted(() -> assertThat(pipeline.problems())
                .anySatisfy(problem ->
                        assertThat(problem).contains("consumer:capture").contains(words)));
    }

    final void awaitVersions(String... rows) {
        // PostgreSQL may refuse a question in the moment in which the table gets a column
        await().ignoreExceptions().untilAsserted(() -> assertThat(
                        rows("SELECT id, v, op_type FROM items_versions WHERE is_current ORDER BY id"))
                .containsExactly(rows));
    }

    /** All but reads that repeat; MySQL says the time of an initial snapshot in seconds, so its row may have no length. */
    final List<String> versionsOf(int id) {
        return rows("SELECT v FROM items AS item WHERE id = " + id + " AND NOT (op_type = 'r'"
                + " AND coalesce(effective_end_ts = effective_start_ts, false)"
                + " AND change_seq > (SELECT min(change_seq) FROM items WHERE id = item.id)) ORDER BY change_seq");
    }

    final List<String> rows(String sql) {
        return Rows.of(TestServers.postgres(), name, sql);
    }

    private String lastFile() {
        var files = Rows.of(server(), "", "SHOW BINARY LOGS");
        return files.get(files.size() - 1).split("\\|")[0];
    }
}
