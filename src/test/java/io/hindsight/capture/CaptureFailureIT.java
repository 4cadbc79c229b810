package io.hindsight.capture;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What capture does when MySQL, Kafka or a change fails it: no change is lost, and health says why nothing flows. */
@Execution(ExecutionMode.CONCURRENT)
class CaptureFailureIT {

    private String shop;

    @BeforeEach
    void shop() throws SQLException {
        shop = Unique.name("shop");
        create(TestServers.mySql());
    }

    private void create(JdbcServer mySql) throws SQLException {
        mySql.execute(
                "CREATE DATABASE " + shop,
                "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY, name VARCHAR(50))",
                "INSERT INTO " + shop + ".items VALUES (0, 'first')");
    }

    @Test
    void everyChangeArrivesThoughKafkaIsKilledInTheMiddle(@TempDir Path directory) throws SQLException {
        try (var kafka = KafkaServer.start(directory);
                var capture =
                        CapturePipeline.start(Unique.name("p"), TestServers.mySql(), kafka, List.of(shop + ".items"))) {
            try (var items = capture.topic(shop + ".items")) {
                items.until(changes -> changes.size() == 1);
            }
            var writer = CompletableFuture.runAsync(() -> insert(1, 2_000));
            try (var items = capture.topic(shop + ".items")) {
                items.until(changes -> changes.size() > 200);
            }
            kafka.kill();
            writer.join();
            insert(2_001, 2_500);
            await().untilAsserted(() -> assertThat(capture.problem()).isPresent());
            kafka.restart();
            await().until(capture::isUp);
            try (var items = capture.topic(shop + ".items")) {
                // partitions are read in any order: the last row doesn't mean that all are there
                var all = items.until(changes -> ids(changes).size() > 2_500);
                assertThat(ids(all))
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(0, 2_500).boxed().toList());
            }
        }
    }

    /** In one statement, of many events after one map of the table. */
    private void insertMany() {
        TestServers.mySql()
                .execute(
                        "SET SESSION cte_max_recursion_depth = 100000",
                        "INSERT INTO " + shop + ".items WITH RECURSIVE ids (id) AS (SELECT 1 UNION ALL"
                                + " SELECT id + 1 FROM ids WHERE id < 40000) SELECT id, 'one of many' FROM ids");
    }

    private static SortedSet<Integer> ids(List<TopicReader.Change> changes) {
        return changes.stream()
                .map(change -> change.row().get("id").asInt())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private CapturePipeline captureThrough(TcpProxy proxy) {
        return CapturePipeline.start(
                Unique.name("p"),
                TestServers.mySql(),
                TestServers.kafka(),
                List.of(shop + ".items"),
                "hindsight.source.port",
                String.valueOf(proxy.port()));
    }

    private void insert(int from, int to) {
        try (var connection = TestServers.mySql().connect(shop);
                var insert = connection.prepareStatement("INSERT INTO items VALUES (?, 'x')")) {
            for (var id = from; id <= to; id++) {
                insert.setInt(1, id);
                insert.execute();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void twoPipelinesWithOneServerIdNameTheSetting() throws SQLException {
        for (var server : List.of(TestServers.mySql(), TestServers.mariaDb())) {
            var database = Unique.name("shop");
            server.execute("CREATE DATABASE " + database, "CREATE TABLE " + database + ".items (id INT PRIMARY KEY)");
            try (var one = withServerId(server, database);
                    var other = withServerId(server, database)) {
                await().untilAsserted(() -> {
                    // each ends the other's connection: neither is taken for well
                    assertThat(one.problem().orElse("")).contains("hindsight.source.server-id, which is 4711 here");
                    assertThat(other.problem().orElse("")).contains("hindsight.source.server-id, which is 4711 here");
                });
            }
        }
    }

    private static CapturePipeline withServerId(JdbcServer server, String database) {
        return CapturePipeline.start(
                Unique.name("p"),
                server,
                TestServers.kafka(),
                List.of(database + ".items"),
                "hindsight.source.kind",
                server == TestServers.mariaDb() ? "mariadb" : "mysql",
                "hindsight.source.server-id",
                "4711");
    }

    @Test
    void aWrongPasswordIsSaidUntilItIsRight() throws SQLException {
        var user = Unique.name("u");
        TestServers.mySql().execute("CREATE USER " + user + " IDENTIFIED BY 'old'", "GRANT ALL ON *.* TO " + user);
        // signs that a URI gives a meaning to
        var password = "new)&+%20#{{x}}";
        try (var capture = CapturePipeline.start(
                Unique.name("p"),
                TestServers.mySql(),
                TestServers.kafka(),
                List.of(shop + ".items"),
                "hindsight.source.username",
                user,
                "hindsight.source.password",
                password)) {
            await().untilAsserted(() -> assertThat(capture.problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("Access denied for user '" + user)));
            assertThat(capture.problem().orElseThrow()).doesNotContain(password);
            TestServers.mySql().execute("ALTER USER " + user + " IDENTIFIED BY '" + password + "'");
            await().until(capture::isUp);
        }
    }

    @Test
    void changesGoOnAfterMySqlWasKilled(@TempDir Path directory) throws SQLException {
        try (var mySql = MySqlServer.start(directory)) {
            create(mySql);
            try (var capture = CapturePipeline.start(
                            Unique.name("p"), mySql, TestServers.kafka(), List.of(shop + ".items"));
                    var items = capture.topic(shop + ".items")) {
                items.until(changes -> changes.size() == 1);
                mySql.kill();
                await().untilAsserted(() -> assertThat(capture.problem()).isPresent());
                mySql.restart();
                mySql.execute("INSERT INTO " + shop + ".items VALUES (1, 'after')");
                var changes = items.until(all -> all.size() >= 2);
                assertThat(changes).extracting(TopicReader.Change::op).containsExactlyInAnyOrder("r", "c");
                await().until(capture::isUp);
            }
        }
    }

    @Test
    void captureStartsBeforeKafkaDoes(@TempDir Path directory) throws SQLException {
        try (var kafka = KafkaServer.start(directory)) {
            kafka.stop();
            try (var capture =
                    CapturePipeline.start(Unique.name("p"), TestServers.mySql(), kafka, List.of(shop + ".items"))) {
                await().untilAsserted(() -> assertThat(capture.problem()).isPresent());
                kafka.restart();
                await().until(capture::isUp);
                try (var items = capture.topic(shop + ".items")) {
                    items.until(changes -> changes.size() == 1);
                }
            }
        }
    }

    @Test
    void itStopsSoonThoughKafkaDoesNotAnswer(@TempDir Path directory) throws SQLException {
        try (var kafka = KafkaServer.start(directory)) {
            var capture = CapturePipeline.start(Unique.name("p"), TestServers.mySql(), kafka, List.of(shop + ".items"));
            try (var items = capture.topic(shop + ".items")) {
                items.until(changes -> changes.size() == 1);
                kafka.freeze();
                insert(1, 100);
                var stopped = CompletableFuture.runAsync(capture::close);
                await().until(stopped::isDone);
            } finally {
                kafka.thaw();
            }
        }
    }

    /** As long as the reader of the binlog waits, it hears nothing of MySQL, which is no lost connection. */
    @Test
    void aStatementThatKafkaHoldsUpIsCapturedWhole(@TempDir Path directory) throws Exception {
        try (var kafka = KafkaServer.start(directory);
                var capture =
                        CapturePipeline.start(Unique.name("p"), TestServers.mySql(), kafka, List.of(shop + ".items"));
                var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() == 1);
            kafka.freeze();
            try {
                // more than waits between the reader and Kafka
                insertMany();
                TimeUnit.SECONDS.sleep(7);
            } finally {
                kafka.thaw();
            }
            insert(40_001, 40_001);
            // an engine that lost its turn meanwhile sends some twice
            items.until(changes -> ids(changes).size() > 40_001);
        }
    }

    @Test
    void aStatementInWhoseMiddleTheConnectionIsCutIsCapturedWhole(@TempDir Path directory) throws Exception {
        try (var proxy = TcpProxy.start(TestServers.mySql().port(), directory.resolve("port"));
                var capture = captureThrough(proxy);
                var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() == 1);
            // so that there is a middle to meet
            proxy.slow(20);
            insertMany();
            for (var arrived : List.of(2_000, 12_000, 22_000)) {
                items.until(changes -> ids(changes).size() > arrived);
                proxy.cut();
            }
            proxy.slow(0);
            var all = items.until(changes -> ids(changes).size() > 40_000);
            // sent twice is harmless, as long as it says the same place
            assertThat(all.stream()
                            .map(change -> change.value().get("source").get("pos") + " "
                                    + change.value().get("source").get("row"))
                            .distinct())
                    .hasSize(40_001);
        }
    }

    @Test
    void aConnectionThatDiesWithoutAWordIsMadeAnew(@TempDir Path directory) throws SQLException {
        try (var proxy = TcpProxy.start(TestServers.mySql().port(), directory.resolve("port"));
                var capture = captureThrough(proxy);
                var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() == 1);
            insert(1, 1);
            items.until(changes -> changes.size() == 2);
            proxy.silence();
            insert(2, 2);
            assertThat(ids(items.until(changes -> changes.size() > 2))).containsExactly(0, 1, 2);
            await().until(capture::isUp);
        }
    }

    /** Those that wait for Kafka come in one batch. */
    @Test
    void changesThatShareAPositionAreRefused(@TempDir Path directory) throws SQLException {
        try (var kafka = KafkaServer.start(directory);
                var capture =
                        CapturePipeline.start(Unique.name("p"), TestServers.mySql(), kafka, List.of(shop + ".items"));
                var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() == 1);
            commitCompressed(
                    kafka,
                    "INSERT INTO " + shop + ".items VALUES (1, 'one')",
                    "UPDATE " + shop + ".items SET name = 'two' WHERE id = 1");
            awaitRefusal(capture);
            assertThat(ids(items.until(changes -> changes.size() > 1))).containsExactly(0, 2);
        }
    }

    /** The first of them may be the last of its batch, and a later engine begins behind it. */
    @Test
    void theyAreRefusedByALaterEngineToo(@TempDir Path directory) throws SQLException {
        var largest = 2048;
        TestServers.mySql().execute("CREATE TABLE " + shop + ".tiny (id SMALLINT PRIMARY KEY)");
        var name = Unique.name("p");
        var tables = List.of(shop + ".items", shop + ".tiny");
        try (var kafka = KafkaServer.start(directory)) {
            try (var capture = CapturePipeline.start(name, TestServers.mySql(), kafka, tables);
                    var items = capture.topic(shop + ".items")) {
                items.until(changes -> changes.size() == 1);
                commitCompressed(
                        kafka,
                        "INSERT INTO " + shop + ".tiny VALUES "
                                + IntStream.range(0, largest)
                                        .mapToObj(id -> "(" + id + ")")
                                        .collect(Collectors.joining(", ")),
                        "DELETE FROM " + shop + ".tiny WHERE id = " + (largest - 1));
                awaitRefusal(capture);
            }
            try (var capture = CapturePipeline.start(name, TestServers.mySql(), kafka, tables);
                    var tiny = capture.topic(shop + ".tiny")) {
                awaitRefusal(capture);
                assertThat(tiny.until(changes -> !changes.isEmpty()))
                        .noneMatch(change -> change.value().path("op").asText().equals("d"));
            }
        }
    }

    /** While Kafka hangs, behind a change that waits for it. */
    private void commitCompressed(KafkaServer kafka, String change, String next) throws SQLException {
        kafka.freeze();
        try {
            insert(2, 2);
            Rows.of(TestServers.mySql(), "", "SELECT SLEEP(2)");
            TestServers.mySql()
                    .execute(
                            "SET SESSION binlog_transaction_compression = ON",
                            "SET autocommit = 0",
                            change,
                            next,
                            "COMMIT");
            Rows.of(TestServers.mySql(), "", "SELECT SLEEP(2)");
        } finally {
            kafka.thaw();
        }
    }

    private static void awaitRefusal(CapturePipeline capture) {
        await().untilAsserted(() -> assertThat(capture.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("binlog_transaction_compression=OFF")));
    }
}
