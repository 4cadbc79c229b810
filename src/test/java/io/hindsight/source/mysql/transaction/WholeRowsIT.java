package io.hindsight.source.mysql.transaction;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.TopicReader;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A session whose settings leave parts of rows out of the binlog has its tables held, and no change passed over. */
class WholeRowsIT {

    private final String shop = Unique.name("whole");

    @Test
    void mySql() {
        var server = TestServers.mySql();
        create(server);
        try (var capture = start(server)) {
            awaitOther(server, capture, 1);
            session(
                    server,
                    "SET SESSION binlog_row_value_options = 'PARTIAL_JSON'",
                    "UPDATE documents SET d = JSON_SET(d, '$.a', 2) WHERE id = 1");
            // also what an XA transaction has
            session(
                    server,
                    "SET SESSION binlog_row_image = 'MINIMAL'",
                    "XA START 'w'",
                    "UPDATE images SET v = 'b' WHERE id = 1",
                    "XA END 'w'",
                    "XA PREPARE 'w'",
                    "XA COMMIT 'w'");
            // nor is anything held for what isn't captured
            session(server, "SET SESSION binlog_row_image = 'MINIMAL'", "UPDATE unheard SET v = 'b' WHERE id = 1");
            session(
                    server,
                    "SET SESSION binlog_format = 'STATEMENT'",
                    "UPDATE statements SET v = 'b' WHERE id = 1",
                    "INSERT INTO " + shop + ".unheard VALUES (2, 'x')");
            awaitOther(server, capture, 2);
            assertHeld(capture, shop + ".documents is held", "binlog_row_value_options = ''");
            assertHeld(capture, shop + ".images is held", "binlog_row_image = FULL");
            assertHeld(capture, shop + ".statements is held", "binlog_format = ROW");
            assertThat(capture.problem()).isEmpty();
            assertHasOnly(capture, "documents", "images", "statements");
        }
        // and stays so
        try (var capture = start(server)) {
            awaitOther(server, capture, 3);
            assertHeld(capture, shop + ".documents is held", "binlog_row_value_options = ''");
            assertHasOnly(capture, "documents", "images", "statements");
        }
    }

    @Test
    void mariaDb() {
        var server = TestServers.mariaDb();
        create(server);
        try (var capture = start(server, "hindsight.source.kind", "mariadb")) {
            awaitOther(server, capture, 1);
            session(
                    server,
                    "SET SESSION binlog_row_image = 'NOBLOB'",
                    "UPDATE documents SET v = 'b' WHERE id = 1",
                    "SET SESSION binlog_row_image = 'MINIMAL'",
                    "UPDATE images SET v = 'b' WHERE id = 1",
                    "UPDATE unheard SET v = 'b' WHERE id = 1",
                    "SET SESSION binlog_format = 'STATEMENT'",
                    "SET STATEMENT max_statement_time = 100 FOR UPDATE statements SET v = 'b' WHERE id = 1");
            awaitOther(server, capture, 2);
            assertHeld(capture, shop + ".documents is held", "binlog_row_image = FULL");
            assertHeld(capture, shop + ".images is held", "binlog_row_image = FULL");
            assertHeld(capture, shop + ".statements is held", "binlog_format = ROW");
            assertThat(capture.problem()).isEmpty();
            assertHasOnly(capture, "documents", "images", "statements");
            // its kind of event the client doesn't know
            server.execute(
                    "SET GLOBAL log_bin_compress = ON",
                    "INSERT INTO " + shop + ".others VALUES (9, REPEAT('x', 900))",
                    "SET GLOBAL log_bin_compress = OFF");
            await().untilAsserted(() ->
                    assertThat(capture.problem().orElse("")).contains("can't be read", "log_bin_compress"));
        } finally {
            server.execute("SET GLOBAL log_bin_compress = OFF");
        }
    }

    private CapturePipeline start(JdbcServer server, String... settings) {
        return CapturePipeline.start(
                shop,
                server,
                TestServers.kafka(),
                List.of(shop + ".documents", shop + ".images", shop + ".statements", shop + ".others"),
                settings);
    }

    private void create(JdbcServer server) {
        server.execute("CREATE DATABASE " + shop);
        session(
                server,
                "CREATE TABLE documents (id INT PRIMARY KEY, d JSON, v VARCHAR(20))",
                "CREATE TABLE images (id INT PRIMARY KEY, v VARCHAR(20), w VARCHAR(20))",
                "CREATE TABLE statements (id INT PRIMARY KEY, v VARCHAR(20))",
                "CREATE TABLE unheard (id INT PRIMARY KEY, v VARCHAR(20))",
                "CREATE TABLE others (id INT PRIMARY KEY, v VARCHAR(1000))",
                "INSERT INTO documents VALUES (1, '{\"a\": 1, \"b\": \"" + "x".repeat(200) + "\"}', 'a')",
                "INSERT INTO images VALUES (1, 'a', 'w')",
                "INSERT INTO statements VALUES (1, 'a')",
                "INSERT INTO unheard VALUES (1, 'a')");
    }

    private void session(JdbcServer server, String... statements) {
        Rows.execute(server, shop, statements);
    }

    /** Returns when all before has been dealt with. */
    private void awaitOther(JdbcServer server, CapturePipeline capture, int id) {
        server.execute("INSERT INTO " + shop + ".others VALUES (" + id + ", 'x')");
        try (var others = capture.topic(shop + ".others")) {
            others.until(
                    changes -> changes.stream().anyMatch(change -> change.key().equals("{\"id\":" + id + "}")));
        }
    }

    private void assertHeld(CapturePipeline capture, String... words) {
        assertThat(capture.problem("held-tables").orElse("")).contains(words);
    }

    private void assertHasOnly(CapturePipeline capture, String... tables) {
        for (var table : tables) {
            try (var topic = capture.topic(shop + "." + table)) {
                assertThat(topic.read()).extracting(TopicReader.Change::op).containsExactly("r");
            }
        }
    }
}
