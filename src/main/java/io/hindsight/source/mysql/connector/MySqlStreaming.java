package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.GtidEventData;
import com.github.shyiko.mysql.binlog.event.PreviousGtidSetEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.GtidEventDataDeserializer;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.source.mysql.structure.Encodings;
import io.hindsight.source.mysql.structure.Past;
import io.hindsight.source.mysql.transaction.CommitTime;
import io.hindsight.source.mysql.transaction.EventsWithoutRows;
import io.hindsight.source.mysql.transaction.PartialUpdate;
import io.hindsight.source.mysql.transaction.StatementReader;
import io.hindsight.source.mysql.transaction.WholeRows;
import io.hindsight.source.mysql.transaction.XaTransactions;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;

/** Hands each event of a MySQL's binlog to {@link BinlogEvents}. */
final class MySqlStreaming extends MySqlStreamingChangeEventSource implements XaTransactions.Stream {

    private final BinlogEvents<MySqlPartition, MySqlOffsetContext> events;
    private final MySqlConnectorConfig config;
    private final MySqlDatabaseSchema schema;
    private final TaskParts<MySqlPartition> parts;
    private final CommitTime commitTime = new CommitTime();

    private MySqlPartition partition;
    private WholeRows whole;
    private XaTransactions<MySqlPartition, MySqlOffsetContext> xa;
    private KnownGtids gtids;

    MySqlStreaming(
            MySqlConnectorConfig config,
            MySqlTaskContext context,
            MySqlDatabaseSchema schema,
            MySqlStreamingChangeEventSourceMetrics metrics,
            TaskParts<MySqlPartition> parts,
            BinlogEvents<MySqlPartition, MySqlOffsetContext> events) {
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
        whole = new WholeRows(schema, Past.troubles(config));
        xa = new XaTransactions<>(this, config, schema, parts.dispatcher(), partition, getOffsetContext(), whole);
        var place = place(getOffsetContext());
        var isAtPlace = place.position() >= BinlogOffset.FIRST;
        if (isAtPlace) {
            // GTIDs may have been off and on since, and the server would leave out what has none
            parts.client().beginAt(place);
        }
        gtids = new KnownGtids(getOffsetContext(), isAtPlace);
        super.execute(context, partition, given);
    }

    /** Asked when a statement needs it: Debezium makes the deserializers before this is whole. */
    private Charset encoding(int collation) {
        return new Encodings(config, parts.catalog()).ofCollation(collation);
    }

    @Override
    protected void handleUpdateTableMetadata(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            events.tableMap(its, offset, event, () -> super.handleUpdateTableMetadata(its, offset, event));
        }
    }

    @Override
    protected void handleRotateLogsEvent(MySqlOffsetContext offset, Event event) {
        events.rotate();
        super.handleRotateLogsEvent(offset, event);
    }

    @Override
    protected void handleQueryEvent(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            whole.checkStatement(event, place(event));
            events.query(event, place(event), () -> super.handleQueryEvent(its, offset, event));
            if (BinlogQuery.isBegin(event)) {
                gtids.restartAtFirst();
            }
        }
    }

    @Override
    protected void handleInsert(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            whole.tell(event, place(event), () -> super.handleInsert(its, offset, event));
        }
    }

    @Override
    protected void handleUpdate(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            whole.tell(event, place(event), () -> super.handleUpdate(its, offset, event));
        }
    }

    @Override
    protected void handleDelete(MySqlPartition its, MySqlOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            whole.tell(event, place(event), () -> super.handleDelete(its, offset, event));
        }
    }

    /** Debezium has no reader for the event, and would take it for one with a GTID. */
    @Override
    protected EventDeserializer createEventDeserializer() {
        var events = BinlogReader.like(super.createEventDeserializer());
        events.setEventDataDeserializer(EventType.QUERY, new StatementReader(this::encoding, false));
        events.setEventDataDeserializer(EventType.ANONYMOUS_GTID, new GtidEventDataDeserializer());
        events.setEventDataDeserializer(EventType.PARTIAL_UPDATE_ROWS_EVENT, new PartialUpdate.Deserializer());
        return events;
    }

    @Override
    protected void setEventTimestamp(Event event, long seconds) {
        eventTimestamp = commitTime.at(event, eventTimestamp);
    }

    @Override
    protected void handleGtidEvent(
            MySqlPartition its, MySqlOffsetContext offset, Event event, Predicate<String> sources) {
        if (gtids.areKnown()) {
            super.handleGtidEvent(its, offset, event, sources);
        } else {
            GtidEventData gtid = unwrapData(event);
            offset.startGtid(gtid.getGtid(), "");
        }
        gtids.transactionBegins(event);
    }

    @Override
    protected void ignoreEvent(MySqlOffsetContext offset, Event event) {
        switch (event.getHeader().getEventType()) {
            case ANONYMOUS_GTID -> {
                offset.startGtid(null, "");
                gtids.transactionBegins(event);
            }
            case PREVIOUS_GTIDS -> knowGtids(event);
            case PARTIAL_UPDATE_ROWS_EVENT -> take(event);
            default -> EventsWithoutRows.check(event, place(event), offset.getTransactionId() != null);
        }
    }

    private void knowGtids(Event event) {
        PreviousGtidSetEventData before = unwrapData(event);
        if (gtids.begin(before.getGtidSet())) {
            initializeGtidSet(before.getGtidSet());
        }
    }

    private static BinlogOffset place(MySqlOffsetContext offset) {
        var stored = offset.getOffset();
        return new BinlogOffset(offset.getSource().binlogFilename(), ((Number) stored.get("pos")).longValue());
    }

    private void take(Event event) {
        try {
            if (!xa.take(event)) {
                whole.check(event, place(event));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void begin(Event event) throws InterruptedException {
        super.handleQueryEvent(partition, getOffsetContext(), BinlogQuery.of(event, "BEGIN"));
        gtids.restartAtFirst();
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
        var client = BinlogClient.beside(config);
        configureBinaryLogClient(
                client, config, new HashMap<>(), parts.connections().mainConnection());
        return client;
    }

    @Override
    public List<String> files() throws SQLException {
        return BinlogQuery.files(parts.connections().mainConnection());
    }

    @Override
    protected void handleServerIncident(MySqlPartition its, MySqlOffsetContext offset, Event event) {
        EventsWithoutRows.checkIncident(event, place(event));
        super.handleServerIncident(its, offset, event);
    }

    private BinlogOffset place(Event event) {
        return new BinlogOffset(
                getOffsetContext().getSource().binlogFilename(), ((EventHeaderV4) event.getHeader()).getPosition());
    }
}
