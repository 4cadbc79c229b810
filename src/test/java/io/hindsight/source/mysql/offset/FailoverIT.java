package io.hindsight.source.mysql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.MySqlServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source's replica takes its place: by GTIDs capture goes on there, without a change lost, doubled or misplaced. */
class FailoverIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final String ALL = "SELECT id, op_type, v FROM items ORDER BY id, change_seq";
    private static final String CURRENT = "SELECT id, v FROM items_current ORDER BY id";

    private final String name = Unique.name("failover");
    private Map<String, String> settings;
    private MySqlServer first;
    private MySqlServer second;
    private TcpProxy address;
    private Pipeline pipeline;

    @BeforeEach
    void start(@TempDir Path directory) {
        // a transaction has other events in the second one's binlog, and begins at an earlier place
        var starting = CompletableFuture.supplyAsync(
                () -> startServer(directory.resolve("second"), "--server-id=2", "--binlog-rows-query-log-events=OFF"));
        first = startServer(directory.resolve("first"), "--binlog-rows-query-log-events=ON");
        second = starting.join();
        first.execute("FLUSH BINARY LOGS", "FLUSH BINARY LOGS");
        second.execute(
                "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '" + first.host() + "', SOURCE_PORT = " + first.port()
                        + ", SOURCE_USER = '" + first.username() + "', SOURCE_PASSWORD = '" + first.password()
                        + "', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1",
                "START REPLICA");
        first.execute(
                "CREATE DATABASE " + name,
                "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, v VARCHAR(20))",
                "INSERT INTO " + name + ".items VALUES (1, 'one'), (2, 'two'), (3, 'three')",
                "CREATE TABLE " + name + ".marks (id INT PRIMARY KEY)");
        settings = Pipeline.settings(name, WAREHOUSES);
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + name));
        address = TcpProxy.start(first.port(), directory.resolve("port"));
        settings.put("hindsight.source.port", String.valueOf(address.port()));
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.table.marks.source", name + ".marks");
        pipeline = Pipeline.start(settings);
        awaitRows(ALL, "1|r|one", "2|r|two", "3|r|three");
    }

    private static MySqlServer startServer(Path directory, String... options) {
        var all = new ArrayList<>(List.of("--gtid-mode=ON", "--enforce-gtid-consistency=ON"));
        all.addAll(List.of(options));
        return MySqlServer.start(directory, all.toArray(String[]::new));
    }

    @AfterEach
    void stop() {
        pipeline.close();
        address.close();
        first.close();
        second.close();
    }

    @Test
    void whatKafkaHasAlreadyComesOnceAndWhatFollowsComes() {
        first.execute("UPDATE " + name + ".items SET v = 'ONE' WHERE id = 1");
        var offset = storedOffset();
        Rows.execute(
                first,
                name,
                "UPDATE items SET v = concat(v, '+')",
                "BEGIN",
                "UPDATE items SET v = 'a' WHERE id = 2",
                "UPDATE items SET v = 'b' WHERE id = 2",
                "DELETE FROM items WHERE id = 3",
                "INSERT INTO items VALUES (3, 'again')",
                "COMMIT",
                "INSERT INTO marks VALUES (1), (2)",
                "TRUNCATE marks",
                "INSERT INTO marks VALUES (1)");
        awaitRows("SELECT id FROM marks_current", "1");
        awaitRows(CURRENT, "1|ONE+", "2|b", "3|again");
        pipeline.close();
        putBack(offset);
        awaitReplica();
        promoteSecond();
        settings.put("hindsight.source.port", String.valueOf(second.port()));
        second.execute("UPDATE " + name + ".items SET v = 'elsewhere' WHERE id = 1");

        pipeline = Pipeline.start(settings);
        awaitProblem("another server answers", "hindsight.source.epoch=1");
        pipeline.close();
        settings.put("hindsight.source.epoch", "1");
        pipeline = Pipeline.start(settings);
        awaitRows(CURRENT, "1|elsewhere", "2|b", "3|again");
        pipeline.close();
        putBack(offset);
        pipeline = Pipeline.start(settings);
        second.execute(
                "UPDATE " + name + ".items SET v = 'last' WHERE id = 2",
                "INSERT INTO " + name + ".items VALUES (4, 'new'), (5, 'new')");
        awaitRows(CURRENT, "1|elsewhere", "2|last", "3|again", "4|new", "5|new");
        awaitRows(
                ALL,
                "1|r|one",
                "1|u|ONE",
                "1|u|ONE+",
                "1|u|elsewhere",
                "2|r|two",
                "2|u|two+",
                "2|u|a",
                "2|u|b",
                "2|u|last",
                "3|r|three",
                "3|u|three+",
                "3|d|three+",
                "3|c|again",
                "4|c|new",
                "5|c|new");
        awaitRows("SELECT id, op_type FROM marks ORDER BY id, change_seq", "1|c", "1|c", "2|c");
        assertThat(Commands.run(settings, "check").exitCode()).isZero();
    }

    @Test
    void aServerWithoutTheLastTransactionsIsRefused() {
        awaitReplica();
        second.execute("STOP REPLICA");
        // the stored offset doesn't have the last transaction until another one begins
        Rows.execute(
                first,
                name,
                "BEGIN",
                "UPDATE items SET v = 'lost' WHERE id = 1",
                "INSERT INTO items VALUES (4, 'lost')",
                "COMMIT");
        awaitRows(CURRENT, "1|lost", "2|two", "3|three", "4|lost");
        var uuid = Rows.of(first, "", "SELECT @@server_uuid").get(0);
        // while capture runs
        promoteSecond();
        address.leadTo(second.port());
        second.execute("UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");

        awaitProblem(
                "another server answers",
                "lacks transactions",
                uuid,
                "hindsight.source.epoch=1",
                "hindsight start-over");
        pipeline.close();
        settings.put("hindsight.source.epoch", "1");
        assertThat(Commands.run(settings, "start-over", "--yes").exitCode()).isZero();
        pipeline = Pipeline.start(settings);
        awaitRows(CURRENT, "1|one", "2|TWO", "3|three", "4|lost");
        assertThat(Commands.run(settings, "check", "--repair").output()).contains("extra       id=4");
        awaitRows(CURRENT, "1|one", "2|TWO", "3|three");
        awaitRows(
                "SELECT id, op_type, v FROM items_versions ORDER BY id, change_seq",
                "1|r|one",
                "1|u|lost",
                "1|r|one",
                "2|r|two",
                "2|r|TWO",
                "3|r|three",
                "4|c|lost");
        assertThat(Commands.run(settings, "check").exitCode()).isZero();
    }

    /** What Kafka has of how far capture came, as soon as it tells of changes. */
    private ProducerRecord<byte[], byte[]> storedOffset() {
        return await().until(
                        () -> TestTopic.read(TestServers.kafka(), name + ".offsets", 1).stream()
                                .filter(record -> {
                                    var value = new String(record.value(), StandardCharsets.UTF_8);
                                    return value.contains("\"gtids\"") && !value.contains("\"snapshot\"");
                                })
                                .map(record -> new ProducerRecord<>(name + ".offsets", 0, record.key(), record.value()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** As kill -9 leaves it: offsets are stored once a second, and Kafka has more. */
    private void putBack(ProducerRecord<byte[], byte[]> offset) {
        TestTopic.of(TestServers.kafka(), name + ".offsets", 1).sendRecords(List.of(offset));
    }

    private void awaitReplica() {
        var executed = Rows.of(first, "", "SELECT @@global.gtid_executed").get(0);
        assertThat(Rows.of(second, "", "SELECT WAIT_FOR_EXECUTED_GTID_SET('" + executed + "', 30)"))
                .containsExactly("0");
    }

    private void promoteSecond() {
        first.close();
        second.execute("STOP REPLICA", "RESET REPLICA ALL");
    }

    private void awaitProblem(String... words) {
        await().untilAsserted(() -> assertThat(pipeline.problems())
                .anySatisfy(problem ->
                        assertThat(problem).contains("consumer:capture").contains(words)));
    }

    private void awaitRows(String query, String... rows) {
        for (var warehouse : WAREHOUSES) {
            await().untilAsserted(() -> assertThat(Rows.of(Pipeline.server(warehouse), name, query))
                    .as(warehouse)
                    .containsExactly(rows));
        }
    }
}
