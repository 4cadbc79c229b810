package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.GtidEventDataDeserializer;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.hindsight.source.mysql.transaction.CommitTime;
import io.hindsight.source.mysql.transaction.XaTransactions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;

/** Hands each event of a MySQL's binlog to {@link BinlogEvents}. */
final class MySqlStreaming extends MySqlStreamingChangeEventSource implements XaTransactions.Stream {

    private final BinlogEvents events;
    private final MySqlConnectorConfig config;
    private final MySqlDatabaseSchema schema;
    private final TaskParts<MySqlPartition> parts;
    private final CommitTime commitTime = new CommitTime();

    private MySqlPartition partition;
    private XaTransactions<MySqlPartition, MySqlOffsetContext> xa;
    private long first = -1;

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
        this.config = config;
        this.schema = schema;
        this.parts = parts;
    }

    @Override
    public void execute(ChangeEventSourceContext context, MySqlPartition partition, MySqlOffsetContext given)
            throws InterruptedException {
        this.partition = partition;
        xa = new XaTransactions<>(this, config, schema, parts.dispatcher(), partition, getOffsetContext());
        super.execute(context, partition, given);
    }

    @Override
    protected void handleUpdateTableMetadata(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            events.tableMap(event, () -> super.handleUpdateTableMetadata(its, offset, event));
        }
    }

    @Override
    protected void handleQueryEvent(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            events.query(event, () -> super.handleQueryEvent(its, offset, event));
            if (BinlogQuery.isBegin(event)) {
                restartAtFirst(offset);
            }
        }
    }

    @Override
    protected void handleInsert(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            super.handleInsert(its, offset, event);
        }
    }

    @Override
    protected void handleUpdate(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            super.handleUpdate(its, offset, event);
        }
    }

    @Override
    protected void handleDelete(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            super.handleDelete(its, offset, event);
        }
    }

    /** Debezium has no reader for the event, and would take it for one with a GTID. */
    @Override
    protected EventDeserializer createEventDeserializer() {
        var events = super.createEventDeserializer();
        events.setEventDataDeserializer(EventType.ANONYMOUS_GTID, new GtidEventDataDeserializer());
        return events;
    }

    @Override
    protected void setEventTimestamp(Event event, long seconds) {
        eventTimestamp = commitTime.at(event, eventTimestamp);
    }

    @Override
    protected void handleGtidEvent(
            MySqlPartition its, MySqlOffsetContext offset, Event event, Predicate<String> sources) {
        super.handleGtidEvent(its, offset, event, sources);
        beginsWith(event);
    }

    @Override
    protected void ignoreEvent(MySqlOffsetContext offset, Event event) {
        if (CommitTime.isFirst(event)) {
            beginsWith(event);
        }
    }

    /** Without the event a restart would have the rest of its transaction in seconds only. */
    private void beginsWith(Event event) {
        first = ((EventHeaderV4) event.getHeader()).getPosition();
        restartAtFirst(getOffsetContext());
    }

    private void restartAtFirst(MySqlOffsetContext offset) {
        if (first >= 0) {
            offset.setBinlogStartPoint(null, first);
        }
    }

    @Override
    public void begin(Event event) throws InterruptedException {
        super.handleQueryEvent(partition, getOffsetContext(), BinlogQuery.of(event, "BEGIN"));
        restartAtFirst(getOffsetContext());
    }

    @Override
    protected void prepareTransaction(MySqlOffsetContext offset, Event event) throws InterruptedException {
        xa.take(event);
    }

    @Override
    public void end(Event event) throws InterruptedException {
        super.handleQueryEvent(partition, getOffsetContext(), BinlogQuery.of(event, "COMMIT"));
    }

    @Override
    public void tableMap(Event event) throws InterruptedException {
        handleUpdateTableMetadata(partition, getOffsetContext(), event);
    }

    @Override
    public Instant committed() {
        return eventTimestamp;
    }

    @Override
    public BinaryLogClient newClient() {
        var client =
                new BinaryLogClient(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
        configureBinaryLogClient(
                client, config, new HashMap<>(), parts.connections().mainConnection());
        return client;
    }

    @Override
    public List<String> files() throws SQLException {
        return parts.connections().mainConnection().queryAndMap("SHOW BINARY LOGS", BinlogQuery::firstColumn);
    }
}
