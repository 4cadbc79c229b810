package io.hindsight.source.mysql.snapshot;

import io.debezium.jdbc.JdbcConnection;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.notification.NotificationService;
import io.debezium.pipeline.source.snapshot.incremental.SignalBasedIncrementalSnapshotChangeEventSource;
import io.debezium.pipeline.source.spi.DataChangeEventListener;
import io.debezium.pipeline.source.spi.SnapshotProgressListener;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;
import io.debezium.relational.RelationalDatabaseConnectorConfig;
import io.debezium.relational.RelationalDatabaseSchema;
import io.debezium.relational.TableId;
import io.debezium.util.Clock;
import io.hindsight.observe.FailureText;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tables of a snapshot that is asked for while changes flow: a lost connection is made anew, and a snapshot that
 * can't be taken is given up, with its reason. Debezium's own would take none any more after the one, and after the other
 * it would end the engine at each start.
 */
public final class AskedSnapshots<P extends Partition>
        extends SignalBasedIncrementalSnapshotChangeEventSource<P, TableId> {

    private static final Logger LOG = LoggerFactory.getLogger(AskedSnapshots.class);

    private static final String CONNECTION_FAILURES = "08";

    private final ErrorHandler errors;
    private final SnapshotProgressListener<P> progress;

    /** @param errors is told when the source doesn't answer, so that the next engine goes on with the snapshot */
    public AskedSnapshots(
            RelationalDatabaseConnectorConfig config,
            JdbcConnection connection,
            EventDispatcher<P, TableId> dispatcher,
            RelationalDatabaseSchema schema,
            Clock clock,
            SnapshotProgressListener<P> progress,
            DataChangeEventListener<P> changes,
            NotificationService<P, ? extends OffsetContext> notices,
            ErrorHandler errors) {
        super(config, connection, dispatcher, schema, clock, progress, changes, notices);
        this.errors = errors;
        this.progress = progress;
    }

    @Override
    protected void readChunk(P partition, OffsetContext offset) throws InterruptedException {
        try {
            connect();
            super.readChunk(partition, offset);
        } catch (SQLException | RuntimeException failed) {
            fail(partition, offset, failed);
        }
    }

    @Override
    public void closeWindow(P partition, String id, OffsetContext offset) throws InterruptedException {
        try {
            super.closeWindow(partition, id, offset);
        } catch (RuntimeException unreadable) {
            fail(partition, offset, unreadable);
        }
    }

    /** The server ends connections that were idle for hours; statements that were made by it are forgotten with it. */
    private void connect() throws SQLException {
        if (!jdbcConnection.isValid()) {
            jdbcConnection.close();
            jdbcConnection.setAutoCommit(false);
        }
    }

    private void fail(P partition, OffsetContext offset, Exception failed) {
        if (isOfConnection(failed)) {
            errors.setProducerThrowable(failed);
            return;
        }
        var tables = context.getDataCollections().stream()
                .map(table -> table.getId().identifier())
                .toList();
        LOG.warn(
                "the snapshot of {} is given up: {}; ask for it again when that is mended",
                String.join(", ", tables),
                FailureText.of(failed));
        window.clear();
        while (context.snapshotRunning()) {
            context.nextDataCollection();
        }
        progress.snapshotAborted(partition);
        notificationService.incrementalSnapshotNotificationService().notifyAborted(context, partition, offset, tables);
        context.unsetCorrelationId();
    }

    private static boolean isOfConnection(Exception failed) {
        return Stream.<Throwable>iterate(failed, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .anyMatch(state -> state != null && state.startsWith(CONNECTION_FAILURES));
    }
}
