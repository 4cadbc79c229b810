package io.hindsight.source.postgresql.engine;

import io.debezium.data.Envelope;
import io.hindsight.settings.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Notices that a network has lost the connection that the log is read by, and it alone: neither side is told. Whenever a
 * look finds that nothing has come since the one before, a message is written to the log. If the next one finds that
 * nothing has come still, though the server has sent that message and waits for what to send next, it has sent it in vain.
 */
final class LostStream {

    private static final String WRITE = "SELECT pg_logical_emit_message(false, 'hindsight', '')::text";

    /** A sender that has ended, or waits, has sent all of the log that is on disk; one that decodes may be long about it. */
    private static final String SENT =
            """
            SELECT 1 FROM pg_replication_slots s LEFT JOIN pg_stat_activity a ON a.pid = s.active_pid
            WHERE slot_name = ? AND (s.active_pid IS NULL OR a.wait_event LIKE 'WalSender%')
              AND pg_current_wal_flush_lsn() >= CAST(? AS pg_lsn)
            """;

    /** Who takes batches doesn't wait for who looks. */
    private volatile Map<String, ?> place = Map.of();

    private volatile boolean hasHeartbeats;
    private volatile boolean isHeard;
    private volatile String written = "";

    /** Another engine begins: nothing has come by its connection yet. */
    void begins() {
        place = Map.of();
        hasHeartbeats = false;
        isHeard = true;
        written = "";
    }

    /** Takes what came: a heartbeat that the engine makes by itself has the place of what came before it. */
    void hears(List<SourceRecord> batch) {
        var last = batch.get(batch.size() - 1);
        hasHeartbeats |= !batch.stream().allMatch(LostStream::isChange);
        if (!isRead(last)
                && (!last.sourceOffset().equals(place) || batch.stream().anyMatch(LostStream::isChange))) {
            place = last.sourceOffset();
            isHeard = true;
        }
    }

    private static boolean isChange(SourceRecord change) {
        return Envelope.isEnvelopeSchema(change.valueSchema());
    }

    private static boolean isRead(SourceRecord change) {
        return isChange(change) && Envelope.operationFor(change) == Envelope.Operation.READ;
    }

    /** Looks; gives what is wrong. Of an engine without heartbeats nobody hears that a message has come. */
    Optional<String> look(Connection connection, SourceSettings source) throws SQLException {
        if (isHeard || place.isEmpty() || !hasHeartbeats) {
            isHeard = false;
            written = "";
        } else if (written.isEmpty()) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(WRITE)) {
                row.next();
                written = row.getString(1);
            }
        } else if (isSent(connection, source)) {
            return Optional.of(
                    "the server sends what " + source + " writes, and the connection that it is read by brings"
                            + " nothing any more: another one is made");
        }
        return Optional.empty();
    }

    private boolean isSent(Connection connection, SourceSettings source) throws SQLException {
        try (var statement = connection.prepareStatement(SENT)) {
            statement.setString(1, source.slot());
            statement.setString(2, written);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
