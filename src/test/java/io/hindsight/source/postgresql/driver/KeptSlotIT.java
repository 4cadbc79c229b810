package io.hindsight.source.postgresql.driver;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.history.SourceOrder;
import io.hindsight.source.KeptLog;
import io.hindsight.source.KeptLogHealth;
import io.hindsight.testing.Directories;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How much of its log a server keeps for a slot, and that it has given it up, is seen; capture doesn't go on with a hole. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptSlotIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private PostgresServer server;
    private TcpProxy front;

    @BeforeAll
    void start() {
        var limits = Stream.concat(
                        Stream.of(PostgresServer.FOR_CAPTURE),
                        Stream.of("-c", "max_slot_wal_keep_size=32MB", "-c", "max_wal_size=32MB"))
                .toArray(String[]::new);
        Directories.delete(TestServers.directory("kept-slot"));
        server = PostgresServer.start(TestServers.directory("kept-slot"), limits);
        front = TcpProxy.start(
                server.port(),
                TestServers.directory("kept-slot").resolve("front").toAbsolutePath());
    }

    @AfterAll
    void stop() {
        front.close();
        server.close();
    }

    @Test
    void aSlotThatKeepsTooMuchIsSeenToBeLost() throws SQLException {
        assertThat(kept("kept")).isEmpty();
        server.execute("SELECT pg_create_logical_replication_slot('kept', 'pgoutput')");
        var fresh = kept("kept").orElseThrow();
        assertThat(fresh.trouble()).isEmpty();
        assertThat(fresh.room()).isPresent();
        write();
        assertThat(kept("kept").orElseThrow().bytes()).isGreaterThan(fresh.bytes());
        await().untilAsserted(() -> {
            write();
            assertThat(kept("kept").orElseThrow().trouble()).hasValueSatisfying(trouble -> assertThat(trouble)
                    .contains("the slot kept is lost", "hindsight start-over"));
        });
        server.execute("SELECT pg_drop_replication_slot('kept')");
    }

    @Test
    void aSlotThatIsDroppedWhileItIsReadIsMissed() {
        try (var source = source();
                var capture = capture(source)) {
            server.execute(dropping(source));
            assertProblem(capture, "isn't there any more", "hindsight start-over");
        }
    }

    /** Debezium would make it again, and go on from there in silence. */
    @Test
    void aSlotThatIsDroppedBeforeItIsReadIsMissed() throws Exception {
        try (var source = source()) {
            var dropping = new FutureTask<>(() -> droppingAtOnce(source));
            new Thread(dropping, "dropping").start();
            try (var capture = begun(source);
                    var topic = capture.topic("public.items")) {
                dropping.get();
                // the snapshot that is taken now hasn't this row: a slot brings it, or another snapshot
                source.execute("INSERT INTO items VALUES (2)");
                await("what is said of it, or the row")
                        .atMost(SOON)
                        .until(() -> capture.problem()
                                        .filter(problem -> problem.contains("isn't there any more")
                                                && problem.contains("hindsight start-over"))
                                        .isPresent()
                                || topic.read().stream()
                                        .anyMatch(change ->
                                                change.row().path("id").asInt() == 2));
            }
        }
    }

    @Test
    void aSlotThatNoStandbyCanHaveIsAlteredWhereTheServerCan() {
        try (var source = source()) {
            try (var before = begun(source, "hindsight.source.failover-slot", "false");
                    var topic = before.topic("public.items")) {
                topic.until(changes -> !changes.isEmpty());
                await().untilAsserted(() ->
                        assertThat(new StoredOffset(before.settings()).place()).isPresent());
            }
            try (var capture = capture(source)) {
                assertThat(Rows.of(
                                server,
                                source.name(),
                                "SELECT to_jsonb(s) ->> 'failover' FROM pg_replication_slots s WHERE slot_name = '"
                                        + source.name() + "'"))
                        .containsExactly(source.version() < 17 ? "null" : "true");
                assertThat(capture.problem()).isEmpty();
            }
        }
    }

    /** Debezium would go on from where it stands, in silence. */
    @Test
    void aSlotThatIsMadeAgainOrMovedOnIsNotGoneOnWith() {
        try (var source = source()) {
            capture(source).close();
            server.execute("SELECT pg_drop_replication_slot('" + source.name() + "')");
            source.execute(
                    "INSERT INTO items VALUES (2)",
                    "SELECT pg_create_logical_replication_slot('" + source.name() + "', 'pgoutput')");
            try (var capture = begun(source)) {
                assertProblem(capture, "made again, or moved on by another reader", "hindsight start-over");
            }
        }
        try (var source = source()) {
            capture(source).close();
            source.execute(
                    "INSERT INTO items VALUES (2)",
                    "SELECT pg_replication_slot_advance('" + source.name() + "', pg_current_wal_lsn())");
            try (var capture = begun(source)) {
                assertProblem(capture, "made again, or moved on by another reader", "hindsight start-over");
            }
        }
    }

    @Test
    void whatTheServerHasGivenUpIsNotPassedOver() {
        try (var source = source()) {
            capture(source).close();
            lose(source);
            try (var capture = begun(source)) {
                assertProblem(capture, "is lost", "max_slot_wal_keep_size", "hindsight start-over");
            }
        }
    }

    /** A transaction that stays open has the server keep its log from there on, however far capture has read. */
    @Test
    void aSlotThatIsLostWhileItIsReadIsSaidAtOnce() throws Exception {
        try (var source = source();
                var capture = capture(source);
                var open = source.connect();
                var topic = capture.topic("public.items")) {
            var health = new KeptLogHealth(capture.settings().source());
            health.setCamelContext(capture.main().getCamelContext());
            var meters = new SimpleMeterRegistry();
            health.bindTo(meters);
            health.ask();
            assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(List.of("kept.bytes", "room.bytes", "idle.seconds")).allSatisfy(meter -> assertThat(
                            meters.get("hindsight.source.log." + meter).gauge().value())
                    .isNotNegative()
                    .isFinite());
            open.setAutoCommit(false);
            try (var statement = open.createStatement()) {
                statement.execute("INSERT INTO items VALUES (2)");
                lose(source);
                health.ask();
                assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
                assertThat(health.call().getMessage().orElseThrow()).contains("is lost", "hindsight start-over");
                assertProblem(capture, "is lost", "max_slot_wal_keep_size", "hindsight start-over");
            }
            open.commit();
            source.execute("INSERT INTO items VALUES (3)");
            // said again by each engine that looks: none goes on
            assertProblem(capture, "is lost", "times in a row");
            assertThat(topic.read()).noneMatch(change -> change.row().path("id").asInt() > 1);
        }
    }

    @Test
    void aSlotThatIsLostWhileThereIsNoNetworkIsSaidWhenThatIsBack() {
        try (var source = source()) {
            TestServers.postgres().execute("CREATE DATABASE " + source.name());
            var settings = source.settings();
            settings.put("hindsight.source.port", String.valueOf(front.port()));
            settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
            settings.put("hindsight.table.items.source", "public.items");
            settings.putAll(Pipeline.warehouse("postgres", source.name()));
            try (var pipeline = Pipeline.start(settings)) {
                source.execute("INSERT INTO items VALUES (0)");
                await("what comes of it").ignoreExceptions().untilAsserted(() -> {
                    assertThat(pipeline.problems()).isEmpty();
                    assertThat(kept(source)).containsExactly("0", "1");
                });
                front.swallow();
                try {
                    source.execute("INSERT INTO items VALUES (2)");
                    lose(source);
                } finally {
                    front.goOnAnew();
                }
                await("what is said of it").atMost(SOON).untilAsserted(() -> assertThat(pipeline.problems())
                        .anySatisfy(problem -> assertThat(problem).contains("is lost", "hindsight start-over")));
                await("the engine")
                        .untilAsserted(() -> assertThat(pipeline.problems()).anySatisfy(problem -> assertThat(problem)
                                .contains("consumer:capture", "is lost", "max_slot_wal_keep_size")));
                assertThat(kept(source)).containsExactly("0", "1");
            }
        }
    }

    private static List<String> kept(SourceDatabase source) {
        return Rows.of(TestServers.postgres(), source.name(), "SELECT id FROM items ORDER BY id");
    }

    private void lose(SourceDatabase source) {
        await().untilAsserted(() -> {
            write();
            assertThat(kept(source.name()).orElseThrow().trouble())
                    .hasValueSatisfying(trouble -> assertThat(trouble).contains("is lost"));
        });
    }

    /** Of a database where nothing happens, messages move the slot on. */
    @Test
    void aBusyNeighbourDoesNotCostAnIdleDatabaseItsSlot() throws SQLException {
        try (var source = source();
                var capture = capture(source)) {
            for (var written = 0; written < 2; written++) {
                for (var message = 0; message < 20; message++) {
                    server.execute("SELECT pg_logical_emit_message(false, 'x', repeat('x', 1000000))");
                }
                var end = Rows.of(server, "postgres", "SELECT pg_current_wal_lsn()")
                        .get(0);
                await("the slot behind " + end).untilAsserted(() -> {
                    server.execute("CHECKPOINT");
                    assertThat(Rows.of(
                                    server,
                                    "postgres",
                                    "SELECT restart_lsn > '" + end + "' FROM pg_replication_slots WHERE slot_name = '"
                                            + source.name() + "'"))
                            .containsExactly("t");
                });
            }
            assertThat(capture.problem()).isEmpty();
        }
    }

    /** What has been confirmed since the last checkpoint is forgotten: the server sends it again. */
    @Test
    void aServerThatIsStoppedAtOnceSendsWhatItHasForgotten() throws Exception {
        try (var source = source();
                var capture = capture(source);
                var topic = capture.topic("public.items")) {
            for (var id = 2; id < 4; id++) {
                source.execute("INSERT INTO items VALUES (" + id + ")");
                server.stopAtOnce();
                server.restart();
            }
            await().untilAsserted(() -> assertThat(capture.problem()).isEmpty());
            source.execute("INSERT INTO items VALUES (4)");
            var changes = topic.until(seen ->
                    seen.stream().anyMatch(change -> change.row().path("id").asInt() == 4));
            var places = new TreeMap<Integer, Set<String>>();
            changes.stream().filter(change -> change.op().equals("c")).forEach(change -> places.computeIfAbsent(
                            change.row().path("id").asInt(), id -> new TreeSet<>())
                    .add(SourceOrder.of(0, change.value().path("source"))));
            assertThat(places.keySet()).contains(2, 3, 4);
            assertThat(places.values()).allSatisfy(at -> assertThat(at).hasSize(1));
        }
    }

    /** As after pg_upgrade, or a restore by dump. */
    @Test
    void anotherServerAtTheAddressIsNotGoneOnWith() {
        try (var source = source()) {
            try (var capture = capture(source)) {
                TestServers.sourcePostgres().execute("CREATE DATABASE " + source.name());
                front.leadTo(TestServers.sourcePostgres().port());
                assertProblem(
                        capture,
                        "another server answers",
                        "system identifier",
                        "hindsight.source.epoch=1",
                        "hindsight start-over");
            } finally {
                front.leadTo(server.port());
                TestServers.sourcePostgres().execute("DROP DATABASE " + source.name() + " WITH (FORCE)");
            }
        }
    }

    @Test
    void aPublicationThatIsGoneIsMissed() {
        try (var source = source();
                var capture = capture(source)) {
            source.execute("DROP PUBLICATION " + source.name(), "INSERT INTO items VALUES (2)");
            assertProblem(capture, "the publication " + source.name() + " isn't there", "hindsight validate");
        }
    }

    private SourceDatabase source() {
        var source = SourceDatabase.create(server, "slot");
        source.execute("CREATE TABLE items (id INT PRIMARY KEY)", "INSERT INTO items VALUES (1)");
        source.publish("items");
        return source;
    }

    /** Starts it; returns when it reads the log. */
    private CapturePipeline capture(SourceDatabase source) {
        var capture = begun(source);
        await().untilAsserted(() -> assertThat(capture.problem()).isEmpty());
        try (var topic = capture.topic("public.items")) {
            topic.until(changes -> !changes.isEmpty());
            source.execute("INSERT INTO items VALUES (0) ON CONFLICT (id) DO UPDATE SET id = 0");
            topic.until(changes -> changes.size() > 1);
        }
        return capture;
    }

    private CapturePipeline begun(SourceDatabase source, String... more) {
        var settings = source.settings();
        settings.put("hindsight.source.port", String.valueOf(front.port()));
        return CapturePipeline.start(settings, TestServers.kafka(), List.of("public.items"), more);
    }

    private static void assertProblem(CapturePipeline capture, String... words) {
        await(words[0]).atMost(SOON).untilAsserted(() -> assertThat(capture.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains(words)));
    }

    private Void droppingAtOnce(SourceDatabase source) {
        source.execute(
                "DO $$ BEGIN LOOP BEGIN PERFORM pg_drop_replication_slot('" + source.name() + "'); EXIT;"
                        + " EXCEPTION WHEN object_in_use OR undefined_object THEN PERFORM pg_sleep(0.001); END; END LOOP; END $$");
        return null;
    }

    private static String dropping(SourceDatabase source) {
        return "DO $$ BEGIN LOOP BEGIN"
                + " PERFORM pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active;"
                + " PERFORM pg_drop_replication_slot('" + source.name() + "'); EXIT;"
                + " EXCEPTION WHEN object_in_use THEN NULL; END; END LOOP; END $$";
    }

    private void write() {
        server.execute("SELECT pg_logical_emit_message(false, 'x', '')", "SELECT pg_switch_wal()", "CHECKPOINT");
    }

    private Optional<KeptLog> kept(String slot) throws SQLException {
        try (var connection = server.connect()) {
            return KeptSlot.read(connection, slot);
        }
    }
}
