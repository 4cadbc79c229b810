package io.hindsight.source.postgresql.connector;

import io.debezium.bean.StandardBeanNames;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import io.debezium.jdbc.JdbcConnection;
import io.debezium.pipeline.spi.Offsets;
import io.hindsight.capture.CaptureException;
import io.hindsight.limits.TimeLimits;
import io.hindsight.source.postgresql.WalOffset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection that reads by the slot that capture has, and by no other: Debezium makes one that is gone again, and goes on
 * from there in silence. It waits long for an answer while a slot is made and rows are read, and no longer than silence may
 * last when it reads the stream.
 */
final class KnownSlot implements ReplicationConnection {

    private final ReplicationConnection own;
    private final PostgresConnection catalogue;
    private final String slot;
    private final boolean goesOn;

    private KnownSlot(ReplicationConnection own, PostgresConnection catalogue, PostgresConnectorConfig config) {
        this.own = own;
        this.catalogue = catalogue;
        this.slot = config.slotName();
        this.goesOn = goesOn(config);
    }

    /** @param catalogue by which the rows of a snapshot are read, and the server is asked while the stream is */
    static ReplicationConnection of(
            ReplicationConnection own, PostgresConnection catalogue, PostgresConnectorConfig config)
            throws SQLException {
        await(catalogue, TimeLimits.STATEMENT);
        return new KnownSlot(own, catalogue, config);
    }

    private static boolean goesOn(PostgresConnectorConfig config) {
        var offsets = config.getBeanRegistry().lookupByName(StandardBeanNames.OFFSETS, Offsets.class);
        return offsets.getTheOnlyOffset() instanceof PostgresOffsetContext offset && !offset.isInitialSnapshotRunning();
    }

    /** A slot can't be made before transactions that are open have ended. */
    @Override
    public Optional<SlotCreationResult> createReplicationSlot() throws SQLException {
        if (goesOn) {
            throw gone();
        }
        await((JdbcConnection) own, TimeLimits.STATEMENT);
        return own.createReplicationSlot();
    }

    @Override
    public ReplicationStream startStreaming(WalPositionLocator place) throws SQLException, InterruptedException {
        return startStreaming(null, place);
    }

    /** A slot that was made meanwhile stands behind the one that was there. */
    @Override
    public ReplicationStream startStreaming(Lsn start, WalPositionLocator place)
            throws SQLException, InterruptedException {
        await((JdbcConnection) own, TimeLimits.BESIDE_STREAM);
        await(catalogue, TimeLimits.BESIDE_STREAM);
        var before = confirmed();
        var known = start != null && start.asLong() > WalOffset.SLOTS_OWN ? start : before;
        var stream = own.startStreaming(start, place);
        if (confirmed().compareTo(known) > 0) {
            throw gone();
        }
        return stream;
    }

    private Lsn confirmed() throws SQLException {
        return catalogue
                .prepareQueryAndMap(
                        "SELECT confirmed_flush_lsn::text FROM pg_replication_slots"
                                + " WHERE slot_name = ? AND wal_status <> 'lost'",
                        statement -> statement.setString(1, slot),
                        rows -> rows.next()
                                ? Optional.ofNullable(rows.getString(1)).map(Lsn::valueOf)
                                : Optional.<Lsn>empty())
                .orElseThrow(this::gone);
    }

    private CaptureException gone() {
        return new CaptureException("the slot " + slot + " was dropped or lost before capture read by it");
    }

    /** An answer may take so long from now on. */
    private static void await(JdbcConnection connection, Duration limit) throws SQLException {
        connection.connection().setNetworkTimeout(Runnable::run, (int) limit.toMillis());
    }

    @Override
    public void initConnection() throws SQLException, InterruptedException {
        own.initConnection();
    }

    @Override
    public boolean isConnected() throws SQLException {
        return own.isConnected();
    }

    @Override
    public void reconnect() throws SQLException {
        own.reconnect();
    }

    @Override
    public void close() throws Exception {
        own.close();
    }
}
