package io.hindsight.source.mysql.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.testing.MariaDbServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MariaDB's GTIDs are of domains, of which each server knows but the last place. */
class MariaDbGtidsIT {

    private static MariaDbServer server;

    private final String shop = Unique.name("gtidshop");

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = MariaDbServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void table() throws SQLException {
        server.execute(
                "CREATE DATABASE " + shop,
                "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY, name VARCHAR(50))",
                "INSERT INTO " + shop + ".items VALUES (1, 'one')");
    }

    @Test
    void aBinlogThatHasNoneYetIsRead() throws SQLException {
        server.execute("RESET MASTER");
        try (var capture = capture();
                var items = capture.topic(shop + ".items")) {
            items.until(arrived -> arrived.size() == 1);
            server.execute("INSERT INTO " + shop + ".items VALUES (2, 'two')");
            items.until(arrived -> arrived.size() == 2);
            assertThat(capture.problem()).isEmpty();
        }
    }

    @Test
    void transactionsOfSeveralServersInOneDomainAreGoneOnFrom() throws SQLException {
        try (var capture = capture();
                var items = capture.topic(shop + ".items")) {
            items.until(arrived -> arrived.size() == 1);
            executeAs(
                    7,
                    "ALTER TABLE " + shop + ".items ADD price INT",
                    "INSERT INTO " + shop + ".items VALUES (2, 'two', 2)");
            server.execute("INSERT INTO " + shop + ".items VALUES (3, 'three', 3)");
            executeAs(8, "INSERT INTO " + shop + ".items VALUES (4, 'four', 4)");
            items.until(arrived -> arrived.size() == 4);
        }
        executeAs(7, "INSERT INTO " + shop + ".items VALUES (5, 'five', 5)");
        try (var capture = capture();
                var items = capture.topic(shop + ".items")) {
            items.until(arrived -> arrived.size() == 5);
            server.execute("INSERT INTO " + shop + ".items VALUES (6, 'six', 6)");
            var rows = items.until(arrived -> arrived.size() == 6);
            assertThat(rows)
                    .filteredOn(change -> change.row().get("id").asInt() > 1)
                    .allSatisfy(change -> assertThat(change.row().get("price"))
                            .isEqualTo(change.row().get("id")));
            assertThat(capture.problem()).isEmpty();
        }
    }

    /** As a replica writes what it has from another server. */
    private void executeAs(int serverId, String... statements) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION server_id = " + serverId);
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private CapturePipeline capture() {
        return CapturePipeline.start(
                shop, server, TestServers.kafka(), List.of(shop + ".items"), "hindsight.source.kind", "mariadb");
    }
}
