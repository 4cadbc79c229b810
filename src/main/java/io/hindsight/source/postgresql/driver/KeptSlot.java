package io.hindsight.source.postgresql.driver;

import io.hindsight.source.KeptLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what the server keeps of its log for a slot. */
final class KeptSlot {

    /** What only later versions say is asked for by name, as a field of the whole row. */
    private static final String QUERY =
            """
            SELECT pg_current_wal_lsn() - restart_lsn AS bytes, safe_wal_size, wal_status, active,
              CASE WHEN active THEN 0
                ELSE extract(epoch FROM now() - CAST(to_jsonb(s) ->> 'inactive_since' AS timestamptz)) END AS idle,
              to_jsonb(s) ->> 'invalidation_reason' AS reason
            FROM pg_replication_slots s WHERE slot_name = ?
            """;

    private KeptSlot() {}

    /** Empty where there is no such slot, or not yet. */
    static Optional<KeptLog> read(Connection connection, String slot) throws SQLException {
        try (var statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, slot);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(of(row, slot)) : Optional.empty();
            }
        }
    }

    private static KeptLog of(ResultSet row, String slot) throws SQLException {
        var room = row.getLong("safe_wal_size");
        return new KeptLog(
                row.getLong("bytes"),
                row.getObject("safe_wal_size") == null ? OptionalLong.empty() : OptionalLong.of(room),
                Duration.ofSeconds(row.getLong("idle")),
                trouble(row.getString("wal_status"), row.getString("reason"), slot));
    }

    private static Optional<String> trouble(String status, String reason, String slot) {
        return switch (String.valueOf(status)) {
            case "lost" -> Optional.of("the slot " + slot + " is lost"
                    + (reason == null ? "" : " (" + reason + ")")
                    + ", and what capture hasn't read is gone: hindsight start-over reads all rows again");
            case "unreserved" -> Optional.of("the slot " + slot + " keeps more of the log than max_slot_wal_keep_size"
                    + " and is about to be lost: let capture catch up, or raise that limit");
            default -> Optional.empty();
        };
    }
}
