package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.Event;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;

/** Hands each event of a MariaDB's binlog to {@link BinlogEvents}. */
final class MariaDbStreaming extends MariaDbStreamingChangeEventSource {

    private final BinlogEvents events;

    MariaDbStreaming(
            MariaDbConnectorConfig config,
            MariaDbTaskContext context,
            MariaDbDatabaseSchema schema,
            MariaDbStreamingChangeEventSourceMetrics metrics,
            TaskParts<MariaDbPartition> parts,
            BinlogEvents events) {
        super(
                config,
                parts.connections().mainConnection(),
                parts.dispatcher(),
                parts.errors(),
                parts.clock(),
                context,
                schema,
                metrics,
                parts.snapshotters(),
                parts.client());
        this.events = events;
    }

    @Override
    protected void handleUpdateTableMetadata(MariaDbPartition partition, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        events.tableMap(event, () -> super.handleUpdateTableMetadata(partition, offset, event));
    }

    @Override
    protected void handleQueryEvent(MariaDbPartition partition, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        events.query(event, () -> super.handleQueryEvent(partition, offset, event));
    }
}
