package io.hindsight.source.mysql.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.TopicReader;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables whose rows can't be told by anything that is known of them are held, and all others go on. */
class UnreadableTablesIT {

    private final String shop = Unique.name("unreadable");

    @Test
    void theBinlogContradictsWhatIsKnownAndWhatTheServerSaysNow() {
        var server = TestServers.mySql();
        server.execute("SET GLOBAL binlog_row_metadata=MINIMAL", "CREATE DATABASE " + shop);
        create(server, "");
        session(
                server,
                "CREATE TABLE later (id INT PRIMARY KEY, e ENUM('a', 'b', 'c'))",
                "INSERT INTO later VALUES (0, 'a')");
        try (var capture = start(server, "mysql")) {
            awaitOther(server, capture, 1);
        }
        session(
                server,
                // which Debezium's grammar doesn't know
                "ALTER TABLE items ADD x POINT NULL SRID 4326",
                "INSERT INTO items VALUES (2, 'b', NULL)",
                "ALTER TABLE items DROP x, ADD y VARCHAR(5), ADD z INT",
                "ALTER TABLE later ADD `x``y` INT",
                "INSERT INTO later VALUES (1, 'c', 1)",
                "DELETE FROM later",
                "ALTER TABLE later MODIFY e ENUM('a', 'b')");
        try (var capture = start(server, "mysql")) {
            awaitOther(server, capture, 2);
            assertThat(capture.problem("held-tables").orElse("none"))
                    .contains(shop + ".items is held", "contradicts", "binlog_row_metadata=FULL", "hindsight resume")
                    .contains(shop + ".later is held", "a value that isn't one of its column");
            assertThat(capture.problem()).isEmpty();
            assertHasOnlyWhatWasRead(capture, "items");
            assertHasOnlyWhatWasRead(capture, "later");
        }
    }

    @Test
    void tablesWithSystemVersioning() {
        var server = TestServers.mariaDb();
        server.execute("CREATE DATABASE " + shop);
        create(server, " WITH SYSTEM VERSIONING");
        session(server, "CREATE TABLE later (id INT PRIMARY KEY, v VARCHAR(20))", "INSERT INTO later VALUES (1, 'a')");
        try (var capture = start(server, "mariadb")) {
            awaitOther(server, capture, 1);
            assertThat(capture.problem("held-tables").orElse("none"))
                    .contains(shop + ".items is held", "system versioning", "DROP SYSTEM VERSIONING");
            session(
                    server,
                    "UPDATE items SET v = 'b'",
                    "ALTER TABLE later ADD SYSTEM VERSIONING",
                    "UPDATE later SET v = 'b'",
                    "DELETE FROM later");
            awaitOther(server, capture, 2);
            assertThat(capture.problem("held-tables").orElse("none")).contains(shop + ".later is held");
            assertThat(capture.problem()).isEmpty();
            assertHasOnlyWhatWasRead(capture, "later");
        }
    }

    @Test
    void tablesWithTypesThatDebeziumDoesNotKnow() {
        var server = TestServers.mariaDb();
        server.execute("CREATE DATABASE " + shop);
        create(server, "");
        session(server, "CREATE TABLE later (id INT PRIMARY KEY, a INET6, b INET4)");
        try (var capture = start(server, "mariadb")) {
            awaitOther(server, capture, 1);
            session(server, "INSERT INTO later VALUES (1, '::1', '1.2.3.4')", "ALTER TABLE later ADD c INET4");
            session(server, "INSERT INTO later VALUES (2, '::1', '1.2.3.4', '0.0.0.0')");
            awaitOther(server, capture, 2);
            assertThat(capture.problem()).isEmpty();
            try (var topic = capture.topic(shop + ".later")) {
                assertThat(topic.read()).extracting(TopicReader.Change::op).containsExactly("c", "c");
            }
        }
    }

    private void create(JdbcServer server, String options) {
        session(
                server,
                "CREATE TABLE items (id INT PRIMARY KEY, v VARCHAR(20))" + options,
                "INSERT INTO items VALUES (1, 'a')",
                "CREATE TABLE others (id INT PRIMARY KEY)");
    }

    private CapturePipeline start(JdbcServer server, String kind) {
        return CapturePipeline.start(
                shop,
                server,
                TestServers.kafka(),
                List.of(shop + ".items", shop + ".later", shop + ".others"),
                "hindsight.source.kind",
                kind);
    }

    private void session(JdbcServer server, String... statements) {
        Rows.execute(server, shop, statements);
    }

    /** Returns when all before has been dealt with. */
    private void awaitOther(JdbcServer server, CapturePipeline capture, int id) {
        server.execute("INSERT INTO " + shop + ".others VALUES (" + id + ")");
        try (var others = capture.topic(shop + ".others")) {
            others.until(
                    changes -> changes.stream().anyMatch(change -> change.key().equals("{\"id\":" + id + "}")));
        }
    }

    private void assertHasOnlyWhatWasRead(CapturePipeline capture, String table) {
        try (var topic = capture.topic(shop + "." + table)) {
            topic.until(changes -> !changes.isEmpty());
            assertThat(topic.read()).extracting(TopicReader.Change::op).containsExactly("r");
        }
    }
}
