package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.Event;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;

/** Hands each event of a MySQL's binlog to {@link BinlogEvents}. */
final class MySqlStreaming extends MySqlStreamingChangeEventSource {

    private final BinlogEvents events;

    MySqlStreaming(
            MySqlConnectorConfig config,
            MySqlTaskContext context,
            MySqlDatabaseSchema schema,
            MySqlStreamingChangeEventSourceMetrics metrics,
            TaskParts<MySqlPartition> parts,
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
    protected void handleUpdateTableMetadata(MySqlPartition partition, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        events.tableMap(event, () -> super.handleUpdateTableMetadata(partition, offset, event));
    }

    @Override
    protected void handleQueryEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        events.query(event, () -> super.handleQueryEvent(partition, offset, event));
    }
}
