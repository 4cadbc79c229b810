package io.hindsight.source.postgresql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.access.Grants;
import io.hindsight.capture.CapturePipeline;
import io.hindsight.settings.Settings;
import io.hindsight.source.Finding;
import io.hindsight.source.postgresql.check.PostgresCheck;
import io.hindsight.testing.PostgresPair;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A standby takes the primary's place under load: capture goes on where its slot is there too, and else says what to do.
 * The servers speak TLS, and are known by a name; the role that captures has the least rights.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPromotionIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ROLE = "reader";
    private static final String PASSWORD = "only-reads";

    private PostgresPair servers;
    private SourceDatabase source;

    @BeforeAll
    void start() {
        servers = PostgresPair.start(TestServers.directory("promotion"));
        source = SourceDatabase.create(servers.primary(), "promoted");
        source.execute("CREATE TABLE items (id INT PRIMARY KEY, name TEXT)", "INSERT INTO items VALUES (0, 'first')");
        source.execute(Grants.statements("postgresql-source.sql", Map.of("hindsight", ROLE, "change-me", PASSWORD))
                .toArray(String[]::new));
        // so that it may make the publication
        source.execute(
                "ALTER TABLE items OWNER TO " + ROLE, "GRANT CREATE ON DATABASE " + source.name() + " TO " + ROLE);
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    private Map<String, String> settings(String name) {
        var settings = new TreeMap<>(source.settings());
        settings.putAll(servers.settings());
        settings.put("hindsight.name", name);
        settings.put("hindsight.source.make-publication", "true");
        settings.put("hindsight.source.username", ROLE);
        settings.put("hindsight.source.password", PASSWORD);
        return settings;
    }

    private CapturePipeline capture(String name, String... more) {
        return CapturePipeline.start(settings(name), TestServers.kafka(), List.of("public.items"), more);
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
        var hasFailover = servers.hasFailoverSlots();
        // the certificate is of another name
        assertThat(check("with_slot", "hindsight.source.hostname", "127.0.0.1"))
                .singleElement()
                .asString()
                .contains("can't be asked");
        try (var with = hasFailover ? capture("with_slot") : null;
                var without = capture("without_slot", "hindsight.source.failover-slot", "false")) {
            Stream.of(with, without).filter(Objects::nonNull).forEach(capture -> await().untilAsserted(
                            () -> assertThat(capture.problem()).isEmpty()));
            await("what is sent by TLS").untilAsserted(() -> assertThat(Rows.of(
                            servers.primary(),
                            source.name(),
                            "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_replication_slots ON active_pid = pid"
                                    + " WHERE slot_type = 'logical'"))
                    .containsExactly("t"));
            if (hasFailover) {
                assertThat(check("with_slot")).noneMatch(finding -> finding.contains("standby"));
                assertThat(check("without_slot", "hindsight.source.failover-slot", "true"))
                        .anySatisfy(finding -> assertThat(finding).contains("isn't one that a standby can have"));
                await("the slot on the standby").untilAsserted(() -> assertThat(Rows.of(
                                servers.standby(),
                                "postgres",
                                "SELECT slot_name, synced AND NOT temporary FROM pg_replication_slots"
                                        + " WHERE slot_type = 'logical'"))
                        .containsExactly("with_slot|t"));
            }
            var written = new Thread(this::write);
            written.start();
            await("load").until(() -> rows(servers.primary()).size() > 200);
            servers.part();
            // of this the standby knows nothing
            source.execute("INSERT INTO items VALUES (-1, 'lost')");
            try (var topic = without.topic("public.items")) {
                topic.until(changes -> changes.stream()
                        .anyMatch(change ->
                                change.value().path("after").path("id").asInt() == -1));
            }
            servers.promote();
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
        var expected = rows(servers.standby());
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
                after += servers.standby().isPromoted() ? 1 : 0;
            } catch (SQLException away) {
                // no server, or one that doesn't write yet: the next number
            }
        }
    }

    private void execute(String sql) throws SQLException {
        var server = servers.primary();
        try (var connection = DriverManager.getConnection(
                        servers.jdbcUrl(source.name()), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Integer> rows(PostgresServer server) {
        return Rows.of(server, source.name(), "SELECT id FROM items ORDER BY id").stream()
                .map(Integer::valueOf)
                .toList();
    }
}
