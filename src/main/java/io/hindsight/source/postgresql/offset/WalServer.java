package io.hindsight.source.postgresql.offset;

import io.hindsight.capture.CaptureException;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.postgresql.PostgresConnection;
import io.hindsight.source.postgresql.PostgresNames;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.replication.LogSequenceNumber;

/** The server that answers at the source's address: who it is, and what its log keeps for capture. */
public final class WalServer {

    private final SourceSettings source;

    public WalServer(SourceSettings source) {
        this.source = source;
    }

    /**
     * A server as it names itself to a replica.
     *
     * @param identity that a copy has too, but no server that was made anew
     */
    record Identity(String identity, Timelines timelines) {}

    /**
     * The slot by which the server knows how far capture has come.
     *
     * @param failover whether a standby may have it too; empty on a server that has no such slots
     * @param standby whether this server is one, which isn't to be read from
     * @param confirmed where it would go on
     */
    record Slot(boolean active, boolean lost, Optional<Boolean> failover, boolean standby, long confirmed) {}

    Identity identity() throws SQLException {
        try (var connection = PostgresConnection.replication(source);
                var statement = connection.createStatement()) {
            String identity;
            int timeline;
            try (var row = statement.executeQuery("IDENTIFY_SYSTEM")) {
                row.next();
                identity = row.getString("systemid");
                timeline = row.getInt("timeline");
            }
            if (timeline == 1) {
                return new Identity(identity, new Timelines(timeline, ""));
            }
            try (var row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
                row.next();
                return new Identity(
                        identity, new Timelines(timeline, new String(row.getBytes(2), StandardCharsets.UTF_8)));
            }
        }
    }

    Optional<Slot> slot() throws SQLException {
        try (var connection = PostgresConnection.open(source)) {
            return slot(connection);
        }
    }

    /** Gives where the slot stands. */
    public long confirmed() throws SQLException {
        return slot().map(Slot::confirmed).orElse(0L);
    }

    /** Gives why the slot brings nothing that capture could go on with, and the cure; empty where it does. */
    public Optional<String> trouble(Connection connection) throws SQLException {
        return trouble(slot(connection));
    }

    Optional<String> trouble(Optional<Slot> slot) {
        if (slot.isEmpty()) {
            return Optional.of(
                    "the slot " + source.slot() + " of " + source + " isn't there any more, so the server hasn't"
                            + " kept what capture has to read next" + CaptureException.START_OVER);
        }
        if (slot.get().standby()) {
            return Optional.of(
                    source + " is a standby, whose slots can't be read from until it is promoted: capture goes"
                            + " on then, or set hindsight.source.hostname to the primary's");
        }
        return slot.get().lost()
                ? Optional.of("the slot " + source.slot() + " of " + source
                        + " is lost: it kept more of the server's log"
                        + " than max_slot_wal_keep_size, or was idle for longer than idle_replication_slot_timeout, so"
                        + " what capture has to read next is gone; raise that limit" + CaptureException.START_OVER)
                : Optional.empty();
    }

    private Optional<Slot> slot(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT active, wal_status = 'lost' AS lost, to_jsonb(s) ->> 'failover' AS failover,"
                        + " pg_is_in_recovery() AS standby, confirmed_flush_lsn::text AS confirmed"
                        + " FROM pg_replication_slots s WHERE slot_name = ?")) {
            statement.setString(1, source.slot());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Slot(
                                row.getBoolean("active"),
                                row.getBoolean("lost"),
                                Optional.ofNullable(row.getString("failover")).map(Boolean::valueOf),
                                row.getBoolean("standby"),
                                lsn(row.getString("confirmed"))))
                        : Optional.empty();
            }
        }
    }

    private static long lsn(String text) {
        return text == null ? 0 : LogSequenceNumber.valueOf(text).asLong();
    }

    /** Lets standbys have the slot; it must not be in use. */
    void shareSlot() throws SQLException {
        try (var connection = PostgresConnection.replication(source);
                var statement = connection.createStatement()) {
            statement.execute("ALTER_REPLICATION_SLOT " + PostgresNames.quoted(source.slot()) + " (FAILOVER true)");
        }
    }

    void dropSlot() throws SQLException {
        try (var connection = PostgresConnection.open(source);
                var statement = connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
            statement.setString(1, source.slot());
            statement.execute();
        }
    }
}
