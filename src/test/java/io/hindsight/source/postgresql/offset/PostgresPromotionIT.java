package io.hindsight.source.postgresql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.settings.Settings;
import io.hindsight.source.Finding;
import io.hindsight.source.postgresql.check.PostgresCheck;
import io.hindsight.testing.Certificates;
import io.hindsight.testing.Directories;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A standby takes the primary's place under load: capture goes on where its slot is there too, and else says what to do.
 * The servers speak TLS, and are known by a name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPromotionIT {

    /** Ten seconds where nothing else runs. */
    private static final Duration SOON = Duration.ofSeconds(40);

    private static final String NAME = "localhost";

    private final Path directory = TestServers.directory("promotion");
    private Certificates certificates;
    private PostgresServer primary;
    private PostgresServer standby;
    private TcpProxy front;
    private TcpProxy between;
    private SourceDatabase source;

    @BeforeAll
    void start() throws Exception {
        Directories.delete(directory);
        certificates = Certificates.make(TestServers.directory("promotion-certificates"), NAME);
        primary = PostgresServer.start(directory.resolve("primary"), options());
        primary.execute("SELECT pg_create_physical_replication_slot('standby', true)");
        between = TcpProxy.start(primary.port(), directory.resolve("between"));
        standby = primary.standby(
                directory.resolve("standby"),
                between.port(),
                primary.version() < 17 ? options() : options("sync_replication_slots=on"));
        if (primary.version() >= 17) {
            primary.execute("ALTER SYSTEM SET synchronized_standby_slots = 'standby'", "SELECT pg_reload_conf()");
        }
        front = TcpProxy.start(primary.port(), directory.resolve("front"));
        source = SourceDatabase.create(primary, "promoted");
        source.execute("CREATE TABLE items (id INT PRIMARY KEY, name TEXT)", "INSERT INTO items VALUES (0, 'first')");
    }

    @AfterAll
    void stop() {
        Stream.of(front, between, primary, standby).forEach(each -> {
            try {
                each.close();
            } catch (Exception gone) {
                // it was to be
            }
        });
    }

    private String[] options(String... more) {
        return Stream.concat(
                        Stream.of(PostgresServer.FOR_CAPTURE),
                        Stream.concat(
                                        Stream.of(
                                                "ssl=on",
                                                "ssl_cert_file=" + certificates.certificate(),
                                                "ssl_key_file=" + certificates.key()),
                                        Stream.of(more))
                                .flatMap(option -> Stream.of("-c", option)))
                .toArray(String[]::new);
    }

    private Map<String, String> settings(String name) {
        var settings = new TreeMap<>(source.settings());
        settings.put("hindsight.name", name);
        settings.put("hindsight.source.hostname", NAME);
        settings.put("hindsight.source.port", String.valueOf(front.port()));
        settings.put("hindsight.source.ssl-mode", "verify-full");
        settings.put("hindsight.source.ssl-ca", certificates.authority());
        settings.put("hindsight.source.make-publication", "true");
        return settings;
    }

    private CapturePipeline capture(String name, String... more) {
        var settings = settings(name);
        settings.remove("hindsight.name");
        return CapturePipeline.start(
                name,
                primary,
                TestServers.kafka(),
                List.of("public.items"),
                Stream.concat(
                                settings.entrySet().stream()
                                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<String> check(String name, String... more) {
        var settings = settings(name);
        settings.put("hindsight.kafka.brokers", "127.0.0.1:9092");
        settings.put("hindsight.warehouse.none.url", "jdbc:clickhouse://localhost:1/none");
        settings.put("hindsight.table.items.source", "public.items");
        for (var i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new PostgresCheck(Settings.of(settings))
                .run().stream().map(Finding::toString).toList();
    }

    @Test
    void captureGoesOnFromAPromotedStandbyWhereItsSlotIsThereToo() throws Exception {
        var hasFailover = primary.version() >= 17;
        // the certificate is of another name
        assertThat(check("with_slot", "hindsight.source.hostname", "127.0.0.1"))
                .singleElement()
                .asString()
                .contains("can't be asked");
        try (var with = hasFailover ? capture("with_slot") : null;
                var without = capture("without_slot", "hindsight.source.failover-slot", "false")) {
            for (var capture : captures(with, without)) {
                await().untilAsserted(() -> assertThat(capture.problem()).isEmpty());
            }
            await("what is sent by TLS").untilAsserted(() -> assertThat(Rows.of(
                            primary,
                            source.name(),
                            "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_replication_slots ON active_pid = pid"
                                    + " WHERE slot_type = 'logical'"))
                    .containsExactly("t"));
            if (hasFailover) {
                assertThat(check("with_slot")).noneMatch(finding -> finding.contains("standby"));
                assertThat(check("without_slot", "hindsight.source.failover-slot", "true"))
                        .anySatisfy(finding -> assertThat(finding).contains("isn't one that a standby can have"));
                await("the slot on the standby").untilAsserted(() -> assertThat(Rows.of(
                                standby,
                                "postgres",
                                "SELECT slot_name, synced AND NOT temporary FROM pg_replication_slots"
                                        + " WHERE slot_type = 'logical'"))
                        .containsExactly("with_slot|t"));
            }
            var written = new Thread(this::write);
            written.start();
            await("load").until(() -> rows(primary).size() > 200);
            between.silence();
            // of this the standby knows nothing
            source.execute("INSERT INTO items VALUES (-1, 'lost')");
            try (var topic = without.topic("public.items")) {
                topic.until(changes -> changes.stream()
                        .anyMatch(change ->
                                change.value().path("after").path("id").asInt() == -1));
            }
            primary.kill();
            between.cut();
            standby.execute("SELECT pg_promote()");
            front.leadTo(standby.port());
            await("what is said of it").atMost(SOON).untilAsserted(() -> assertThat(without.problem())
                    .hasValueSatisfying(problem ->
                            assertThat(problem).contains("was promoted before it had all", "hindsight start-over")));
            written.join();
            execute("UPDATE items SET name = 'last' WHERE id = 0");
            if (hasFailover) {
                assertAll(with);
            }
        }
    }

    /** Each row of the promoted server has come, once at one place, and none that it hasn't. */
    private void assertAll(CapturePipeline capture) throws SQLException {
        var expected = rows(standby);
        try (var topic = capture.topic("public.items")) {
            var changes = topic.until(seen -> seen.stream()
                    .anyMatch(change ->
                            change.value().path("after").path("name").asText().equals("last")));
            var places = new TreeMap<Integer, TreeSet<String>>();
            changes.stream()
                    .filter(change -> change.op().equals("c") || change.op().equals("r"))
                    .forEach(change -> places.computeIfAbsent(
                                    change.row().path("id").asInt(), id -> new TreeSet<>())
                            .add(change.value().path("source").path("timeline") + ":"
                                    + change.value().path("source").path("lsn_commit") + ":"
                                    + change.value().path("source").path("row")));
            assertThat(places.keySet()).containsExactlyElementsOf(expected);
            assertThat(places).allSatisfy((id, at) -> assertThat(at).hasSize(1));
            assertThat(changes.get(changes.size() - 1)
                            .value()
                            .path("source")
                            .path("timeline")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    /** Goes on by whichever server answers, until some rows are written after the promotion. */
    private void write() {
        var after = 0;
        for (var id = 1; after < 200; id++) {
            try {
                execute("INSERT INTO items VALUES (" + id + ", 'load')");
                after += standby.isPromoted() ? 1 : 0;
            } catch (SQLException away) {
                // no server, or one that doesn't write yet: the next number
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = java.sql.DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + front.port() + "/" + source.name(),
                        primary.username(),
                        primary.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Integer> rows(PostgresServer server) {
        return Rows.of(server, source.name(), "SELECT id FROM items ORDER BY id").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static List<CapturePipeline> captures(CapturePipeline... captures) {
        var there = new ArrayList<CapturePipeline>();
        for (var capture : captures) {
            if (capture != null) {
                there.add(capture);
            }
        }
        return there;
    }
}
