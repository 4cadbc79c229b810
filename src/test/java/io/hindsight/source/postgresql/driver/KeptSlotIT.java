package io.hindsight.source.postgresql.driver;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.source.KeptLog;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.TestServers;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much of its log a server keeps for a slot, and that it has given it up, is seen. */
class KeptSlotIT {

    @Test
    void aSlotThatKeepsTooMuchIsSeenToBeLost() throws SQLException {
        var limits = Stream.concat(
                        Stream.of(PostgresServer.FOR_CAPTURE),
                        Stream.of("-c", "max_slot_wal_keep_size=32MB", "-c", "max_wal_size=32MB"))
                .toArray(String[]::new);
        try (var server = PostgresServer.start(TestServers.directory("kept-slot"), limits)) {
            assertThat(kept(server)).isEmpty();
            server.execute("SELECT pg_create_logical_replication_slot('kept', 'pgoutput')");
            var fresh = kept(server).orElseThrow();
            assertThat(fresh.trouble()).isEmpty();
            assertThat(fresh.room()).isPresent();
            write(server);
            assertThat(kept(server).orElseThrow().bytes()).isGreaterThan(fresh.bytes());
            await().untilAsserted(() -> {
                write(server);
                assertThat(kept(server).orElseThrow().trouble()).hasValueSatisfying(trouble -> assertThat(trouble)
                        .contains("the slot kept is lost", "hindsight start-over"));
            });
        }
    }

    private static void write(PostgresServer server) {
        server.execute("SELECT pg_logical_emit_message(false, 'x', '')", "SELECT pg_switch_wal()", "CHECKPOINT");
    }

    private static Optional<KeptLog> kept(PostgresServer server) throws SQLException {
        try (var connection = server.connect()) {
            return KeptSlot.read(connection, "kept");
        }
    }
}
