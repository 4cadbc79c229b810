package io.hindsight.source.mysql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlLostPlaceIT extends LostPlace {

    private static MySqlServer server;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = MySqlServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    JdbcServer server() {
        return server;
    }

    @Test
    void anEpochThatWasNotRaisedIsAskedFor() {
        server().execute("RESET MASTER", "INSERT INTO " + name + ".items VALUES (4, 'four')");
        awaitProblem("has begun again");
        assertThat(Commands.run(settings, "start-over", "--yes").exitCode()).isZero();
        awaitProblem("hindsight.source.epoch=1");
        goOn(true);
        awaitVersions("1|ONE|u", "2|two|r", "3|three|r", "4|four|r");
        withTheEpochThatWas();
        assertThat(Commands.run(settings, "start-over", "--yes").exitCode()).isZero();
        withTheEpochThatWas();
        pipeline.close();
        server().execute("UPDATE " + name + ".items SET v = 'FOUR' WHERE id = 4");
        settings.put("hindsight.source.epoch", "1");
        pipeline = Pipeline.start(settings);
        awaitVersions("1|ONE|u", "2|two|r", "3|three|r", "4|FOUR|r");
        assertThat(versionsOf(4)).containsExactly("four", "FOUR");
    }

    /** Its changes would be earlier than those that are there. */
    private void withTheEpochThatWas() {
        pipeline.close();
        settings.put("hindsight.source.epoch", "0");
        pipeline = Pipeline.start(settings);
        awaitProblem("hindsight.source.epoch=0", "captured with 1", "set hindsight.source.epoch=1 and restart");
    }

    @Test
    void aSpanWithAndWithoutGtidsIsReadAgain() {
        var from = end();
        server().execute("SET GLOBAL enforce_gtid_consistency = ON");
        for (var mode : List.of("OFF_PERMISSIVE", "ON_PERMISSIVE", "ON")) {
            server().execute(
                            "SET GLOBAL gtid_mode = " + mode,
                            "UPDATE " + name + ".items SET v = '" + mode + "' WHERE id = 2");
        }
        awaitVersions("1|ONE|u", "2|ON|u", "3|three|r");
        var before = rows("SELECT * FROM items ORDER BY id, change_seq");
        Rows.execute(TestServers.postgres(), name, "DELETE FROM items WHERE id = 2 AND op_type = 'u'");
        // while it is ON, the server gives nobody what has none
        server().execute("SET GLOBAL gtid_mode = ON_PERMISSIVE", "FLUSH BINARY LOGS");
        assertThat(reread("items", "--from", from)).contains("asked for");
        await().untilAsserted(() -> assertThat(reread()).contains("done, 100%, 3 changes"));
        await().untilAsserted(() ->
                assertThat(rows("SELECT * FROM items ORDER BY id, change_seq")).isEqualTo(before));
        for (var mode : List.of("OFF_PERMISSIVE", "OFF")) {
            server().execute("SET GLOBAL gtid_mode = " + mode);
        }
    }

    @Test
    void lostOffsets() throws Exception {
        pipeline.close();
        server().execute("UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
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
        try (var second = MySqlServer.start(directory)) {
            takesItsPlace(second);
        }
    }

    private void takesItsPlace(JdbcServer second) {
        second.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO " + name + ".items VALUES (1, 'ONE'), (2, 'TWO'), (3, 'three')");
        settings.put("hindsight.source.port", String.valueOf(second.port()));
        pipeline = Pipeline.start(settings);
        awaitProblem("another server answers", "hindsight.source.epoch=1", "hindsight start-over");
        goOn(true);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        assertThat(versionsOf(1)).containsExactly("one", "ONE");
        second.execute("UPDATE " + name + ".items SET v = 'THREE' WHERE id = 3");
        awaitVersions("1|ONE|u", "2|TWO|r", "3|THREE|u");
        pipeline.close();
    }

    /** What the first server's binlog said of columns stands at places on both sides of the second one's. */
    @Test
    void columnsThatChangeAfterAnotherServerHasTakenItsPlace(@TempDir Path directory) {
        server().execute(
                        "FLUSH BINARY LOGS",
                        "FLUSH BINARY LOGS",
                        "ALTER TABLE " + name + ".items ADD a VARCHAR(20) FIRST",
                        "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        awaitVersions("1|ONE|u", "2|TWO|u", "3|three|r");
        pipeline.close();
        try (var second = MySqlServer.start(directory)) {
            second.execute(
                    "CREATE DATABASE " + name,
                    "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, a VARCHAR(20), v VARCHAR(20))",
                    "INSERT INTO " + name + ".items (id, v) VALUES (1, 'ONE'), (2, 'TWO'), (3, 'three')");
            settings.put("hindsight.source.port", String.valueOf(second.port()));
            pipeline = Pipeline.start(settings);
            awaitProblem("another server answers", "hindsight.source.epoch=1", "hindsight start-over");
            goOn(true);
            awaitCapture();
            second.execute(
                    "ALTER TABLE " + name + ".items ADD b VARCHAR(20) FIRST",
                    "UPDATE " + name + ".items SET b = 'b', v = 'ZWEI' WHERE id = 2");
            awaitVersions("1|ONE|u", "2|ZWEI|u", "3|three|r");
            pipeline.close();
            // a change from before the columns change again, and one from after
            second.execute(
                    "UPDATE " + name + ".items SET a = 'a' WHERE id = 2",
                    "ALTER TABLE " + name + ".items ADD c VARCHAR(20) FIRST",
                    "UPDATE " + name + ".items SET c = 'c', v = 'DREI' WHERE id = 3");
            pipeline = Pipeline.start(settings);
            awaitVersions("1|ONE|u", "2|ZWEI|u", "3|DREI|u");
            pipeline.close();
            second.execute("UPDATE " + name + ".items SET b = 'B', v = 'EINS' WHERE id = 1");
            pipeline = Pipeline.start(settings);
            awaitVersions("1|EINS|u", "2|ZWEI|u", "3|DREI|u");
            assertThat(Rows.of(TestServers.postgres(), name, "SELECT id, a, b, c FROM items_current ORDER BY id"))
                    .containsExactly("1|null|B|null", "2|a|b|null", "3|null|null|c");
            pipeline.close();
        }
    }

    /** Waits until the new snapshot has been read. */
    private void awaitCapture() {
        await().untilAsserted(() -> assertThat(Rows.of(
                        TestServers.postgres(),
                        name,
                        "SELECT count(*) FROM items WHERE op_type = 'r' AND change_seq >= (SELECT max(change_seq)"
                                + " FROM items WHERE op_type = 'u')"))
                .containsExactly("3"));
    }

    private static void deleteTopic(String topic) throws ExecutionException, InterruptedException {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
