package io.hindsight.capture.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.Pipeline;
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
        assertThat(Commands.run(settings, "start-over").exitCode()).isZero();
        awaitProblem("hindsight.source.epoch=1");
        goOn(true);
        awaitVersions("1|ONE|u", "2|two|r", "3|three|r", "4|four|r");
        withTheEpochThatWas();
        assertThat(Commands.run(settings, "start-over").exitCode()).isZero();
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

    private static void deleteTopic(String topic) throws ExecutionException, InterruptedException {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
