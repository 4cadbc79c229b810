package io.hindsight.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture that has lost its place stops, says why and how to go on; after that the history is right. */
class LostPlaceIT {

    private final String name = Unique.name("lost");
    private Map<String, String> settings;
    private MySqlServer mySql;
    private Pipeline pipeline;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        mySql = MySqlServer.start(directory.resolve("first"));
        mySql.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO " + name + ".items VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.source.port", String.valueOf(mySql.port()));
        settings.put("hindsight.table.items.source", name + ".items");
        pipeline = Pipeline.start(settings);
        awaitVersions("1|one|r", "2|two|r", "3|three|r");
        mySql.execute("UPDATE " + name + ".items SET v = 'ONE' WHERE id = 1");
        awaitVersions("1|ONE|u", "2|two|r", "3|three|r");
    }

    @AfterEach
    void stop() {
        pipeline.close();
        mySql.close();
    }

    @Test
    void aBinlogThatBeginsAgainWhileCaptureRuns() {
        mySql.execute("RESET MASTER", "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        awaitProblem("has begun again", "hindsight.source.epoch=1", "hindsight start-over");
        goOn(true);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        assertThat(versionsOf(1)).containsExactly("one", "ONE");
        assertThat(versionsOf(2)).containsExactly("two", "TWO");
        assertThat(versionsOf(3)).containsExactly("three");
    }

    @Test
    void anEpochThatWasNotRaisedIsAskedFor() {
        mySql.execute("RESET MASTER", "INSERT INTO " + name + ".items VALUES (4, 'four')");
        awaitProblem("has begun again");
        assertThat(Commands.run(settings, "start-over").exitCode()).isZero();
        awaitProblem("hindsight.source.epoch=1");
        goOn(true);
        awaitVersions("1|ONE|u", "2|two|r", "3|three|r", "4|four|r");
    }

    @Test
    void aPurgedBinlog() {
        pipeline.close();
        mySql.execute(
                "FLUSH BINARY LOGS",
                "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2",
                "DELETE FROM " + name + ".items WHERE id = 3",
                "FLUSH BINARY LOGS");
        mySql.execute("PURGE BINARY LOGS TO '" + lastFile() + "'");
        pipeline = Pipeline.start(settings);
        awaitProblem("was purged", lastFile(), "hindsight start-over");
        goOn(false);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        assertThat(versionsOf(1)).containsExactly("one", "ONE");
        assertThat(versionsOf(2)).containsExactly("two", "TWO");
        // deleted in the gap
        assertThat(Commands.run(settings, "check", "--repair").output()).contains("extra       id=3");
        awaitVersions("1|ONE|u", "2|TWO|r");
        assertThat(Commands.run(settings, "check").exitCode()).isZero();
    }

    @Test
    void lostOffsets() throws Exception {
        pipeline.close();
        mySql.execute("UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        deleteTopic(name + ".offsets");
        pipeline = Pipeline.start(settings);
        awaitProblem("the offset is lost", name + ".offsets", "hindsight start-over");
        goOn(false);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        assertThat(versionsOf(1)).containsExactly("one", "ONE");
    }

    @Test
    void anotherServerInItsPlace(@TempDir Path directory) {
        pipeline.close();
        mySql.close();
        mySql = MySqlServer.start(directory.resolve("second"));
        mySql.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO " + name + ".items VALUES (1, 'ONE'), (2, 'TWO'), (3, 'three')");
        settings.put("hindsight.source.port", String.valueOf(mySql.port()));
        pipeline = Pipeline.start(settings);
        awaitProblem("another server answers", "hindsight.source.epoch=1", "hindsight start-over");
        goOn(true);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        assertThat(versionsOf(1)).containsExactly("one", "ONE");
        mySql.execute("UPDATE " + name + ".items SET v = 'THREE' WHERE id = 3");
        awaitVersions("1|ONE|u", "2|TWO|r", "3|THREE|u");
    }

    /** Does what the problem says. */
    private void goOn(boolean withNewEpoch) {
        if (withNewEpoch) {
            pipeline.close();
            settings.put("hindsight.source.epoch", "1");
        }
        assertThat(Commands.run(settings, "start-over").exitCode()).isZero();
        if (withNewEpoch) {
            pipeline = Pipeline.start(settings);
        }
    }

    private void awaitProblem(String... words) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(pipeline.problems())
                .anySatisfy(problem ->
                        assertThat(problem).contains("consumer:capture").contains(words)));
    }

    private void awaitVersions(String... rows) {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(
                        rows("SELECT id, v, op_type FROM items_versions WHERE is_current ORDER BY id"))
                .containsExactly(rows));
    }

    /** All but reads that repeat; MySQL says the time of an initial snapshot in seconds, so its row may have no length. */
    private List<String> versionsOf(int id) {
        return rows("SELECT v FROM items AS item WHERE id = " + id + " AND NOT (op_type = 'r'"
                + " AND coalesce(effective_end_ts = effective_start_ts, false)"
                + " AND change_seq > (SELECT min(change_seq) FROM items WHERE id = item.id)) ORDER BY change_seq");
    }

    private List<String> rows(String sql) {
        return Rows.of(TestServers.postgres(), name, sql);
    }

    private String lastFile() {
        var files = Rows.of(mySql, "", "SHOW BINARY LOGS");
        return files.get(files.size() - 1).split("\\|")[0];
    }

    private static void deleteTopic(String topic) throws ExecutionException, InterruptedException {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
