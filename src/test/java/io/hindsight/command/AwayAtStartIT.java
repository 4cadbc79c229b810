package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.Server;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program starts whatever is away, does all that can be done without, says what is missing, ends in order, and
 * follows what was away when it comes.
 */
class AwayAtStartIT {

    private static final String COLUMNS = "[[\"id\",\"INT\",false,0,0,false,1]]";
    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final Duration IN_ORDER = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration COMMAND_ENDED = Duration.ofSeconds(12);

    private final String name = Unique.name("away");
    private final Map<String, Gate> gates = new TreeMap<>();
    private final Http http = Http.onFreePort();
    private Map<String, String> settings;

    @TempDir
    private Path directory;

    /** What the program reaches a server through, for as long as it is open. */
    private static final class Gate implements AutoCloseable {

        private final int server;
        private final Path portFile;
        private final int port;
        private TcpProxy open;

        Gate(Server server, Path portFile) {
            this.server = server.port();
            this.portFile = portFile;
            open();
            this.port = open.port();
            close();
        }

        void open() {
            open = TcpProxy.start(server, portFile);
        }

        @Override
        public void close() {
            open.close();
        }
    }

    /** The source has a row, 1, and Kafka a change of another, 2, that has been captured before. */
    @BeforeEach
    void prepare() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".items (id INT PRIMARY KEY)",
                        "INSERT INTO " + name + ".items VALUES (1)");
        settings = Pipeline.settings(name, WAREHOUSES);
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        for (var warehouse : WAREHOUSES) {
            var server = Pipeline.server(warehouse);
            server.execute("CREATE DATABASE " + name);
            var gate = gate(warehouse, server);
            settings.computeIfPresent(
                    "hindsight.warehouse." + warehouse + ".url",
                    (key, url) -> url.replace(":" + server.port() + "/", ":" + gate.port + "/"));
        }
        settings.put("hindsight.source.port", String.valueOf(gate("source", TestServers.mySql()).port));
        settings.put("hindsight.kafka.brokers", "127.0.0.1:" + gate("kafka", TestServers.kafka()).port);
        var topic = TestTopic.create(TestServers.kafka(), name + "." + name + ".items", 3);
        var change =
                new DebeziumChange(name, "items", 'c', 4, 0, Instant.parse("2026-01-01T00:00:00Z"), row(), null, row());
        topic.sendRecords(List.of(new ProducerRecord<>(
                topic.name(),
                null,
                change.keyBytes(),
                change.valueBytes(),
                List.of(new RecordHeader("hindsight.columns", COLUMNS.getBytes(UTF_8))))));
    }

    private static Map<String, Object> row() {
        return Map.of("id", 2);
    }

    private Gate gate(String what, Server server) {
        var gate = new Gate(server, directory.resolve(what + "-port"));
        gates.put(what, gate);
        return gate;
    }

    @AfterEach
    void closeGates() {
        gates.values().forEach(Gate::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "kafka", "clickhouse", "postgres", "source,kafka,clickhouse,postgres"})
    void whatCanWorkDoesAndWhatWasAwayIsFollowedWhenItComes(String missing) throws Exception {
        var away = Set.of(missing.split(","));
        gates.keySet().stream().filter(each -> !away.contains(each)).forEach(each -> gates.get(each)
                .open());

        try (var program = start()) {
            WAREHOUSES.stream()
                    .filter(warehouse -> !away.contains(warehouse) && !away.contains("kafka"))
                    .forEach(warehouse -> awaitRows(warehouse, away.contains("source") ? "2" : "1,2"));
            await("word of what is missing").untilAsserted(() -> assertThat(http.get("/observe/health"))
                    .contains(away.stream().map(AwayAtStartIT::down).toList()));
            peopleGetAnswers();
            endsInOrder(program);
        }

        try (var program = start()) {
            await("word of what is missing").untilAsserted(() -> assertThat(http.get("/observe/health"))
                    .contains(away.stream().map(AwayAtStartIT::down).toList()));
            away.forEach(each -> gates.get(each).open());
            WAREHOUSES.forEach(warehouse -> awaitRows(warehouse, "1,2"));
            TestServers.mySql().execute("INSERT INTO " + name + ".items VALUES (3)");
            WAREHOUSES.forEach(warehouse -> awaitRows(warehouse, "1,2,3"));
            await("health")
                    .untilAsserted(() -> assertThat(http.get("/observe/health")).startsWith("{\"status\":\"UP\""));
            endsInOrder(program);
        }
    }

    /** From what is known: none waits for a server. */
    private void peopleGetAnswers() throws Exception {
        for (var path : List.of("/observe/health", "/observe/health/live", "/observe/metrics", "/api/flow")) {
            assertThat(IntStream.range(0, 5).mapToObj(time -> took(() -> http.get(path))))
                    .as(path)
                    .allMatch(took -> took.compareTo(SOON.multipliedBy(2)) < 0, "none takes long, on a busy machine")
                    .anyMatch(took -> took.compareTo(SOON) < 0);
        }
        var asked = Instant.now();
        try (var status = Program.start(directory.resolve("status"), settings, "status")) {
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.output()).contains("is DOWN");
        }
        assertThat(Duration.between(asked, Instant.now())).isLessThan(COMMAND_ENDED);
    }

    private static Duration took(Runnable question) {
        var asked = Instant.now();
        question.run();
        return Duration.between(asked, Instant.now());
    }

    /** What health says while it is away. */
    private static String down(String away) {
        var check =
                switch (away) {
                    case "source", "kafka" -> "consumer:capture";
                    default -> "warehouse-" + away;
                };
        return "{\"name\":\"" + check + "\",\"status\":\"DOWN\"";
    }

    /** Returns when the program answers. */
    private Program start() {
        var program = Program.start(directory.resolve("program"), settings, "run");
        await("the program's start").ignoreExceptions().until(() -> http.get("/observe/health")
                .contains("\"status\""));
        return program;
    }

    private static void endsInOrder(Program program) throws InterruptedException {
        var begin = System.nanoTime();
        program.terminate();
        assertThat(program.exitCode()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(IN_ORDER);
        assertThat(program.output()).contains("stopped").doesNotContain("ended before");
    }

    private void awaitRows(String warehouse, String ids) {
        var server = Pipeline.server(warehouse);
        await(ids + " in " + warehouse).ignoreExceptions().until(() -> String.join(
                        ",", Rows.of(server, name, "SELECT id FROM items_current ORDER BY id"))
                .equals(ids));
    }
}
