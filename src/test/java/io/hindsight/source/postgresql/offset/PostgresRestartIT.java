package io.hindsight.source.postgresql.offset;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.offset.StartOver;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.history.SourceOrder;
import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Settings;
import io.hindsight.source.postgresql.WalOffset;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;

/** What a Debezium engine loses when it is started again, on a real server: nothing may be lost, nor have two places. */
@Execution(ExecutionMode.CONCURRENT)
class PostgresRestartIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration MISSED = Duration.ofSeconds(15);

    private SourceDatabase source;
    private Settings settings;

    @BeforeEach
    void makeTable() {
        source = SourceDatabase.create(TestServers.sourcePostgres(), "pgrestart");
        source.execute("CREATE TABLE items (id INT PRIMARY KEY, name TEXT)", "INSERT INTO items VALUES (0, 'first')");
        source.publish("items");
    }

    @AfterEach
    void dropDatabase() {
        source.close();
    }

    /** The longer one's second row is where the shorter one's commit ends; a heartbeat stores a place between them. */
    @Test
    void transactionsThatRunSideBySideAreWholeAfterAStopBetweenThem() throws Exception {
        try (var longer = source.connect()) {
            longer.setAutoCommit(false);
            try (var capture = start()) {
                insert(longer, 1);
                source.execute("INSERT INTO items VALUES (10, 'shorter')");
                var between = end();
                for (var id = 2; id <= 6; id++) {
                    insert(longer, id);
                }
                awaitStored(between);
            }
            longer.commit();
        }
        try (var capture = start()) {
            assertRows(capture, List.of(0, 1, 2, 3, 4, 5, 6, 10));
        }
    }

    /** All rows of one COPY have one LSN: a place in it says nothing of how many Kafka has. */
    @Test
    void rowsOfOneCopyAreWholeAfterAStopInTheirMiddle() throws Exception {
        try (var capture = start()) {
            awaitStored(end());
        }
        try (var connection = source.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY items FROM STDIN",
                            new java.io.StringReader(IntStream.rangeClosed(1, 20)
                                    .mapToObj(id -> id + "\tcopied\n")
                                    .collect(Collectors.joining())));
        }
        var copied = changesInSlot();
        assertThat(new TreeSet<>(copied)).as("rows of a COPY have one LSN").hasSizeLessThan(20);
        new StoredOffset(settings).rewrite(offset -> offset.put("lsn", copied.get(6))
                .put("lsn_proc", copied.get(6))
                .put("messageType", "INSERT"));
        try (var capture = start()) {
            assertRows(capture, IntStream.rangeClosed(0, 20).boxed().toList());
        }
    }

    /** One that is part of a transaction would have the change behind it passed over. */
    @Test
    void messagesInTheLogCostNoChangeBesideThem() throws Exception {
        try (var both = source.connect()) {
            both.setAutoCommit(false);
            try (var capture = start()) {
                insert(both, 1);
                for (var prefix : List.of("hindsight", "audit", "")) {
                    emit(both, true, prefix);
                    emit(both, false, prefix);
                }
                awaitStored(end());
            }
            insert(both, 2);
            both.commit();
        }
        try (var capture = start()) {
            assertRows(capture, List.of(0, 1, 2));
        }
    }

    /** The slot is told of what Kafka has, and of nothing else. */
    @Test
    void whatComesAgainHasThePlaceThatItHad() throws Exception {
        try (var capture = start()) {
            // a snapshot that came later would find the last of these rows alone
            awaitStored(end());
            source.execute(
                    "INSERT INTO items VALUES (1, 'a'), (2, 'b')",
                    "BEGIN; UPDATE items SET name = 'c' WHERE id = 1; DELETE FROM items WHERE id = 2; COMMIT",
                    "TRUNCATE items",
                    "INSERT INTO items VALUES (3, 'd')");
            assertRows(capture, List.of(0, 1, 2, 3));
        }
        var place = new StoredOffset(settings).place().orElseThrow();
        var slot = new WalServer(settings.source()).confirmed();
        assertThat(slot).isLessThanOrEqualTo(((WalOffset) place).lsn());
        try (var capture = start()) {
            source.execute("INSERT INTO items VALUES (4, 'e')");
            assertRows(capture, List.of(0, 1, 2, 3, 4));
        }
    }

    /** An administrator, or a proxy, ends what reads the slot again and again, in the midst of transactions. */
    @Test
    void aReaderThatTheServerEndsAgainAndAgainLosesNothing() throws Exception {
        try (var capture = start();
                var open = source.connect()) {
            awaitStored(end());
            open.setAutoCommit(false);
            for (var id = 1; id <= 8; id += 2) {
                insert(open, id);
                source.execute("INSERT INTO items VALUES (" + (id + 1) + ", 'shorter')");
                awaitActive();
                source.execute("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = '"
                        + settings.source().slot() + "'");
            }
            open.commit();
            assertRows(capture, IntStream.rangeClosed(0, 8).boxed().toList());
        }
    }

    /** Neither side is told: the server's answers stay away. */
    @Test
    void aConnectionThatIsLostWithoutAWordIsMissed() throws Exception {
        try (var network = TcpProxy.start(
                source.server().port(), TestServers.directory("restart").resolve("network"))) {
            var own = source.settings();
            own.put("hindsight.source.port", String.valueOf(network.port()));
            try (var capture = start(own)) {
                awaitStored(end());
                network.silence();
                source.execute("INSERT INTO items VALUES (1, 'meanwhile')");
                var end = end();
                await("another connection")
                        .atMost(TimeLimits.SILENCE.plus(SOON))
                        .until(() -> new StoredOffset(settings)
                                .place()
                                .filter(place -> place.compareTo(end) >= 0)
                                .isPresent());
                assertRows(capture, List.of(0, 1));
            }
        }
    }

    /** All others go on, and so do the messages that move the slot: the one that the log is read by is missed. */
    @Test
    void theStreamThatIsLostAloneIsMissed() throws Exception {
        try (var network = TcpProxy.start(
                source.server().port(), TestServers.directory("restart").resolve("network-of-the-stream"))) {
            var own = source.settings();
            own.put("hindsight.source.port", String.valueOf(network.port()));
            try (var capture = start(own)) {
                awaitStored(end());
                awaitActive();
                network.silence(Integer.parseInt(Rows.of(
                                source.server(),
                                source.name(),
                                "SELECT client_port FROM pg_stat_activity JOIN pg_replication_slots ON pid = active_pid"
                                        + " WHERE slot_name = '"
                                        + settings.source().slot() + "'")
                        .get(0)));
                source.execute("INSERT INTO items VALUES (1, 'meanwhile')");
                await("what is said of it").atMost(MISSED).untilAsserted(() -> assertThat(capture.problem())
                        .hasValueSatisfying(problem -> assertThat(problem).contains("brings nothing any more")));
                assertRows(capture, List.of(0, 1));
                await().untilAsserted(() -> assertThat(capture.problem()).isEmpty());
            }
        }
    }

    /** Each would take changes away from the other. */
    @Test
    void aSecondPipelineIsKeptFromTheSlot() throws Exception {
        try (var capture = start()) {
            awaitStored(end());
            var own = source.settings();
            own.put("hindsight.source.slot", settings.source().slot());
            own.put("hindsight.source.publication", settings.source().publication());
            own.put("hindsight.name", source.name() + "_second");
            try (var second = CapturePipeline.start(own, TestServers.kafka(), List.of("public.items"))) {
                await("what is said of the slot").untilAsserted(() -> assertThat(second.problem())
                        .hasValueSatisfying(problem ->
                                assertThat(problem).contains(settings.source().slot())));
                source.execute("INSERT INTO items VALUES (1, 'the first has it')");
                assertRows(capture, List.of(0, 1));
                assertThat(second.problem()).isPresent();
            }
        }
    }

    /** It may stand still for now, and would have lost what it hasn't read. */
    @Test
    void theSlotOfAPipelineThatStandsStillIsLeftAlone() throws Exception {
        try (var capture = start()) {
            awaitStored(end());
        }
        source.execute("INSERT INTO items VALUES (1, 'while none reads')");
        var own = source.settings();
        own.put("hindsight.source.slot", settings.source().slot());
        own.put("hindsight.source.publication", settings.source().publication());
        own.put("hindsight.name", source.name() + "_other");
        try (var other = CapturePipeline.start(own, TestServers.kafka(), List.of("public.items"))) {
            await("what is said of the slot")
                    .untilAsserted(() -> assertThat(other.problem()).hasValueSatisfying(problem -> assertThat(problem)
                            .contains(
                                    "this pipeline hasn't made", "hindsight.source.slot", "pg_drop_replication_slot")));
        }
        try (var capture = start()) {
            assertRows(capture, List.of(0, 1));
        }
    }

    /** The slot that is there is this pipeline's own, and brings what the new snapshot has read. */
    @Test
    void afterStartingOverASlotIsMadeWithTheNewSnapshot() throws Exception {
        try (var capture = start()) {
            awaitStored(end());
        }
        // what is read twice has two places, as it must
        source.execute("DELETE FROM items", "INSERT INTO items VALUES (1, 'while none reads')");
        StartOver.prepare(settings);
        try (var capture = start()) {
            assertRows(capture, List.of(0, 1));
            source.execute("INSERT INTO items VALUES (2, 'later')");
            assertRows(capture, List.of(0, 1, 2));
        }
    }

    private void awaitActive() {
        await("a reader of the slot").untilAsserted(() -> assertThat(Rows.of(
                        source.server(),
                        source.name(),
                        "SELECT active FROM pg_replication_slots WHERE slot_name = '"
                                + settings.source().slot() + "'"))
                .containsExactly("t"));
    }

    private CapturePipeline start() {
        return start(source.settings());
    }

    private CapturePipeline start(Map<String, String> own) {
        var capture = CapturePipeline.start(own, TestServers.kafka(), List.of("public.items"));
        settings = capture.settings();
        await().untilAsserted(() -> assertThat(capture.problem()).isEmpty());
        return capture;
    }

    /** Every key has come, and each of its changes at one place. */
    private void assertRows(CapturePipeline capture, List<Integer> ids) {
        try (var topic = capture.topic("public.items")) {
            var changes = topic.until(seen -> seen.stream()
                    .filter(change -> change.key() != null)
                    .map(change -> change.row().path("id").asInt())
                    .collect(Collectors.toSet())
                    .containsAll(ids));
            Map<String, TreeSet<String>> places = new TreeMap<>();
            changes.forEach(change -> places.computeIfAbsent(
                            change.op() + change.key() + change.value().path("after") + change.partition(),
                            same -> new TreeSet<>())
                    .add(SourceOrder.of(0, change.value().path("source"))));
            assertThat(places)
                    .allSatisfy((change, at) -> assertThat(at).as(change).hasSize(1));
        }
    }

    private void awaitStored(WalOffset place) {
        await("the offset behind " + place).untilAsserted(() -> assertThat(new StoredOffset(settings).place())
                .hasValueSatisfying(
                        stored -> assertThat(stored.compareTo(place)).isNotNegative()));
    }

    private WalOffset end() throws SQLException {
        try (var connection = source.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_current_wal_lsn()::text")) {
            row.next();
            return new WalOffset(1, LogSequenceNumber.valueOf(row.getString(1)).asLong());
        }
    }

    private List<Long> changesInSlot() throws SQLException {
        try (var connection = source.connect();
                var statement = connection.prepareStatement(
                        "SELECT lsn::text FROM pg_logical_slot_peek_binary_changes(?, NULL, NULL, 'proto_version', '1',"
                                + " 'publication_names', ?) WHERE get_byte(data, 0) = ascii('I')")) {
            statement.setString(1, settings.source().slot());
            statement.setString(2, settings.source().publication());
            var lsns = new java.util.ArrayList<Long>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    lsns.add(LogSequenceNumber.valueOf(rows.getString(1)).asLong());
                }
            }
            return lsns;
        }
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("INSERT INTO items VALUES (" + id + ", 'longer')");
        }
    }

    private static void emit(Connection connection, boolean transactional, String prefix) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_logical_emit_message(" + transactional + ", '" + prefix + "', 'of a test')");
        }
    }
}
