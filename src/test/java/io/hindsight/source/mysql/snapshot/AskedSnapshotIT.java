package io.hindsight.source.mysql.snapshot;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.TopicReader;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot that is asked for while changes flow comes, and where it can't, changes flow on. */
class AskedSnapshotIT {

    private final String shop = Unique.name("askedshop");
    private final String user = Unique.name("u");

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void comesAlthoughTheServerHasEndedTheConnectionForIt(String kind) throws Exception {
        var server = server(kind);
        try (var capture = capture(kind, server);
                var items = capture.topic("items")) {
            items.until(arrived -> arrived.size() == 2);
            ask(server, "items");
            items.until(arrived -> arrived.size() == 4);
            endIdleConnections(server);
            ask(server, "items");
            items.until(arrived -> arrived.size() == 6);
            ask(server, "items");
            items.until(arrived -> arrived.size() == 8);
            changesFlow(server, capture, items);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void isGivenUpWhereTheSignalTableIsClosedToCapture(String kind) throws Exception {
        var server = server(kind);
        try (var capture = capture(kind, server);
                var items = capture.topic("items")) {
            items.until(arrived -> arrived.size() == 2);
            server.execute("REVOKE INSERT ON " + shop + ".signals FROM '" + user + "'@'%'");
            endIdleConnections(server);
            ask(server, "items");
            changesFlow(server, capture, items);
        }
        try (var capture = capture(kind, server);
                var items = capture.topic("items")) {
            changesFlow(server, capture, items);
            server.execute("GRANT INSERT ON " + shop + ".signals TO '" + user + "'@'%'");
            ask(server, "items");
            items.until(arrived -> arrived.stream().filter(this::isRead).count() >= 4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void isGivenUpWhereTheTableIsAlteredBeforeItIsRead(String kind) throws Exception {
        var server = server(kind);
        try (var capture = capture(kind, server);
                var items = capture.topic("items")) {
            items.until(arrived -> arrived.size() == 2);
            changesFlow(server, capture, items);
        }
        ask(server, "items");
        server.execute("ALTER TABLE " + shop + ".items ADD price INT");
        try (var capture = capture(kind, server);
                var items = capture.topic("items")) {
            changesFlow(server, capture, items);
            ask(server, "items");
            items.until(arrived -> arrived.stream().filter(this::isRead).count() >= 5);
        }
    }

    private boolean isRead(TopicReader.Change change) {
        return change.value().path("op").asText().equals("r");
    }

    private JdbcServer server(String kind) throws SQLException {
        var server = kind.equals("mysql") ? TestServers.mySql() : TestServers.mariaDb();
        server.execute(
                "CREATE DATABASE " + shop,
                "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY, name VARCHAR(50))",
                "INSERT INTO " + shop + ".items VALUES (1, 'one'), (2, 'two')",
                "CREATE TABLE " + shop
                        + ".signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data MEDIUMTEXT)",
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'secret'",
                "GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT, LOCK TABLES ON *.* TO '"
                        + user + "'@'%'",
                "GRANT INSERT ON " + shop + ".signals TO '" + user + "'@'%'");
        return server;
    }

    private CapturePipeline capture(String kind, JdbcServer server) {
        return CapturePipeline.start(
                shop,
                server,
                TestServers.kafka(),
                List.of(),
                "hindsight.source.kind",
                kind,
                "hindsight.source.username",
                user,
                "hindsight.source.password",
                "secret",
                "hindsight.source.signal-table",
                shop + ".signals",
                "hindsight.table.items.source",
                shop + ".items",
                "hindsight.table.items.topic",
                shop + ".items");
    }

    private void ask(JdbcServer server, String table) throws SQLException {
        server.execute("INSERT INTO " + shop + ".signals VALUES ('" + Unique.name("ask")
                + "', 'execute-snapshot', '{\"type\": \"INCREMENTAL\", \"data-collections\": [\"" + shop + "." + table
                + "\"]}')");
    }

    private void changesFlow(JdbcServer server, CapturePipeline capture, TopicReader items) throws SQLException {
        var name = Unique.name("row");
        server.execute("REPLACE INTO " + shop + ".items (id, name) VALUES (9, '" + name + "')");
        items.until(arrived -> arrived.stream()
                .anyMatch(change -> change.row().path("name").asText().equals(name)));
        await().untilAsserted(() -> assertThat(capture.problem()).isEmpty());
    }

    /** As a server does after {@code wait_timeout}, or whatever stands between. */
    private void endIdleConnections(JdbcServer server) throws SQLException {
        try (var connection = server.connect();
                var query = connection.createStatement();
                var kill = connection.createStatement();
                var idle = query.executeQuery("SELECT id FROM information_schema.processlist WHERE user = '" + user
                        + "' AND command = 'Sleep'")) {
            while (idle.next()) {
                try {
                    kill.execute("KILL " + idle.getLong(1));
                } catch (SQLException gone) {
                    // it was at its end
                }
            }
        }
    }
}
