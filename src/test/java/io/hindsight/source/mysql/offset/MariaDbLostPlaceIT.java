package io.hindsight.source.mysql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.MariaDbServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbLostPlaceIT extends LostPlace {

    private static MariaDbServer server;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = MariaDbServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    JdbcServer server() {
        return server;
    }

    @BeforeEach
    @Override
    void start() {
        // with the rights that it needs, and no others
        server.execute(
                "CREATE USER '" + name + "'@'%' IDENTIFIED BY 'x'",
                "GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO '" + name + "'@'%'");
        settings.put("hindsight.source.kind", "mariadb");
        settings.put("hindsight.source.username", name);
        settings.put("hindsight.source.password", "x");
        super.start();
    }

    @Test
    void anotherServerInItsPlace() {
        pipeline.close();
        server.execute("SET GLOBAL server_id = 2", "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        pipeline = Pipeline.start(settings);
        awaitProblem("another server answers", "server_id 2", "hindsight.source.epoch=1", "hindsight start-over");
        goOn(true);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        server.execute("SET GLOBAL server_id = 1");
    }

    @Test
    void aSpanThatIsReadAgainOfWhichTheServerRemovesThePartThatFollows() {
        pipeline.close();
        settings.put("hindsight.reread.rows-per-second", "20");
        pipeline = Pipeline.start(settings);
        var from = end();
        for (var id = 10; id < 510; id++) {
            server.execute("INSERT INTO " + name + ".items VALUES (" + id + ", 'x')");
        }
        server.execute("FLUSH BINARY LOGS", "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        await().untilAsserted(() ->
                assertThat(rows("SELECT v FROM items_current WHERE id = 2")).containsExactly("TWO"));
        assertThat(reread("items", "--from", from)).contains("asked for");
        await().untilAsserted(() -> assertThat(reread()).contains("running", "s to go"));
        assertThat(reread("--pause", "items")).contains("paused");
        await().until(() -> {
            server.execute("PURGE BINARY LOGS TO '" + lastFile() + "'");
            return Rows.of(server, "", "SHOW BINARY LOGS").size() == 1;
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
}
