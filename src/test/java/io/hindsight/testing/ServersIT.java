package io.hindsight.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(900)
class ServersIT {
    @TempDir
    Path directory;

    @Test
    void mySqlKeepsItsDataOverAKillAndALaterStart() throws Exception {
        keepsItsData(MySqlServer::start, "CREATE TABLE shop.orders (id INT PRIMARY KEY)");
    }

    @Test
    void postgresKeepsItsDataOverAKillAndALaterStart() throws Exception {
        keepsItsData(PostgresServer::start, "CREATE TABLE shop.orders (id INT PRIMARY KEY)");
    }

    @Test
    void clickHouseKeepsItsDataOverAKillAndALaterStart() throws Exception {
        keepsItsData(ClickHouseServer::start, "CREATE TABLE shop.orders (id Int32) ENGINE = MergeTree ORDER BY id");
    }

    @Test
    void kafkaKeepsItsMessagesOverAKillAndALaterStart() throws Exception {
        String topic = Unique.name("orders");
        int port;
        try (KafkaServer kafka = KafkaServer.start(directory)) {
            port = kafka.port();
            KafkaMessages.createTopic(kafka, topic);
            KafkaMessages.send(kafka, new ProducerRecord<>(topic, "before the kill"));
            kafka.kill();
            assertThat(kafka.isAlive()).isFalse();
            kafka.restart();
            KafkaMessages.send(kafka, new ProducerRecord<>(topic, "after the kill"));
        }
        try (KafkaServer kafka = KafkaServer.start(directory)) {
            assertThat(kafka.port()).isEqualTo(port);
            assertThat(KafkaMessages.values(kafka, topic, 2)).containsExactly("before the kill", "after the kill");
        }
    }

    @Test
    void kafkaTakesALargeMessage() throws Exception {
        String topic = Unique.name("large");
        String large = "x".repeat(40_000_000);
        KafkaMessages.createTopic(TestServers.kafka(), topic);
        KafkaMessages.send(TestServers.kafka(), new ProducerRecord<>(topic, large));
        assertThat(KafkaMessages.values(TestServers.kafka(), topic, 1).get(0)).hasSameSizeAs(large);
    }

    @Test
    void mySqlWritesABinlogThatCanBeCaptured() throws Exception {
        assertThat(
                        row(
                                TestServers.mySql(),
                                """
                SELECT @@log_bin, @@binlog_format, @@binlog_row_image, @@time_zone, @@character_set_server"""))
                .containsExactly("1", "ROW", "FULL", "+00:00", "utf8mb4");
    }

    @Test
    void postgresIsSafe() throws Exception {
        assertThat(
                        row(
                                TestServers.postgres(),
                                """
                SELECT current_setting('fsync'), current_setting('synchronous_commit'),
                       current_setting('full_page_writes')"""))
                .containsExactly("on", "on", "on");
    }

    @Test
    void aFrozenServerAnswersWhenItIsThawed() throws Exception {
        JdbcServer mySql = TestServers.mySql();
        try (Connection connection = mySql.connect()) {
            mySql.freeze();
            assertThat(connection.isValid(1)).isFalse();
            assertThat(mySql.isAlive()).isTrue();
        } finally {
            mySql.thaw();
        }
        assertThat(row(mySql, "SELECT 1")).containsExactly("1");
    }

    @Test
    void aServerThatCannotStartSaysWhy() {
        ServerProcess process = new ServerProcess(
                "Broken", List.of("sh", "-c", "echo no such luck; exit 3"), directory.resolve("broken.log"), () -> {
                    throw new IllegalStateException("doesn't answer");
                });
        assertThatThrownBy(process::start).hasMessageContainingAll("Broken", "exit code 3", "no such luck");
    }

    @Test
    void noServerOutlivesAKilledJvm() throws Exception {
        Process parent = new ProcessBuilder(ChildJvm.command(
                        AbandonedServers.class,
                        List.of("-Dservers.directory=" + ServerFiles.directory()),
                        List.of(directory.toString())))
                .redirectError(directory.resolve("parent.log").toFile())
                .start();
        try (BufferedReader output = parent.inputReader()) {
            String pids = output.lines()
                    .filter(line -> line.startsWith("pids "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(LogTail.of(directory.resolve("parent.log"))));
            List<ProcessHandle> servers = Arrays.stream(pids.split(" "))
                    .skip(1)
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                    .toList();
            assertThat(servers)
                    .as("four servers and the children of PostgreSQL")
                    .hasSizeGreaterThan(4);

            parent.destroyForcibly().waitFor();

            Await.await().untilAsserted(() -> assertThat(servers).noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void jvmsThatNeedPostgresAtOnceUnpackItOnce() throws Exception {
        List<String> command = ChildJvm.command(
                UnpackPostgres.class, List.of("-Dservers.directory=" + directory.resolve("servers")), List.of());
        List<Process> jvms = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            jvms.add(new ProcessBuilder(command).redirectErrorStream(true).start());
        }
        List<String> outputs = new ArrayList<>();
        for (Process jvm : jvms) {
            outputs.add(new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(jvm.waitFor()).as(outputs.get(outputs.size() - 1)).isZero();
        }
        assertThat(outputs).filteredOn(output -> output.contains("Unpacking")).hasSize(1);
    }

    private interface Start<S> {
        S at(Path directory);
    }

    private void keepsItsData(Start<? extends JdbcServer> start, String createTable) throws Exception {
        int port;
        try (JdbcServer server = start.at(directory)) {
            port = server.port();
            server.execute(createSchema(server), createTable, "INSERT INTO shop.orders VALUES (1)");
            server.kill();
            assertThat(server.isAlive()).isFalse();
            server.restart();
            server.execute("INSERT INTO shop.orders VALUES (2)");
        }
        try (JdbcServer server = start.at(directory)) {
            assertThat(server.port()).isEqualTo(port);
            assertThat(row(server, "SELECT count(*), sum(id) FROM shop.orders")).containsExactly("2", "3");
        }
    }

    private static String createSchema(JdbcServer server) {
        return server instanceof PostgresServer ? "CREATE SCHEMA shop" : "CREATE DATABASE shop";
    }

    private static List<String> row(JdbcServer server, String query) throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            String[] values = new String[result.getMetaData().getColumnCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = result.getString(i + 1);
            }
            return List.of(values);
        }
    }
}
