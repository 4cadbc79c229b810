package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.MariaDbDatabaseSchema;
import io.debezium.connector.mariadb.MariaDbOffsetContext;
import io.debezium.connector.mariadb.MariaDbPartition;
import io.debezium.connector.mariadb.MariaDbStreamingChangeEventSource;
import io.debezium.connector.mariadb.MariaDbTaskContext;
import io.debezium.connector.mariadb.metrics.MariaDbStreamingChangeEventSourceMetrics;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.source.mysql.structure.Encodings;
import io.hindsight.source.mysql.structure.Past;
import io.hindsight.source.mysql.transaction.EventsWithoutRows;
import io.hindsight.source.mysql.transaction.StatementReader;
import io.hindsight.source.mysql.transaction.WholeRows;
import io.hindsight.source.mysql.transaction.XaTransactions;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.function.Predicate;

/** Hands each event of a MariaDB's binlog to {@link BinlogEvents}. */
final class MariaDbStreaming extends MariaDbStreamingChangeEventSource implements XaTransactions.Stream {

    /** Of the event with a GTID: one statement has it. */
    private static final int STANDALONE = 1;

    private final BinlogEvents<MariaDbPartition, MariaDbOffsetContext> events;
    private final MariaDbConnectorConfig config;
    private final MariaDbDatabaseSchema schema;
    private final TaskParts<MariaDbPartition> parts;

    private MariaDbPartition partition;
    private boolean isAlone;
    private WholeRows whole;
    private XaTransactions<MariaDbPartition, MariaDbOffsetContext> xa;

    MariaDbStreaming(
            MariaDbConnectorConfig config,
            MariaDbTaskContext context,
            MariaDbDatabaseSchema schema,
            MariaDbStreamingChangeEventSourceMetrics metrics,
            TaskParts<MariaDbPartition> parts,
            BinlogEvents<MariaDbPartition, MariaDbOffsetContext> events) {
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
    public void execute(ChangeEventSourceContext context, MariaDbPartition partition, MariaDbOffsetContext given)
            throws InterruptedException {
        this.partition = partition;
        whole = new WholeRows(schema, Past.troubles(config));
        xa = new XaTransactions<>(this, config, schema, parts.dispatcher(), partition, getOffsetContext(), whole);
        super.execute(context, partition, given);
    }

    @Override
    protected EventDeserializer createEventDeserializer() {
        var events = BinlogReader.like(super.createEventDeserializer());
        events.setEventDataDeserializer(EventType.QUERY, new StatementReader(this::encoding, true));
        return events;
    }

    /** Asked when a statement needs it: Debezium makes the deserializers before this is whole. */
    private Charset encoding(int collation) {
        return new Encodings(config, parts.catalog()).ofCollation(collation);
    }

    @Override
    protected void handleUpdateTableMetadata(MariaDbPartition its, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            events.tableMap(its, offset, event, () -> super.handleUpdateTableMetadata(its, offset, event));
        }
    }

    @Override
    protected void handleRotateLogsEvent(MariaDbOffsetContext offset, Event event) {
        events.rotate();
        super.handleRotateLogsEvent(offset, event);
    }

    @Override
    protected void handleQueryEvent(MariaDbPartition its, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            whole.checkStatement(event, place(event));
            events.query(event, place(event), () -> super.handleQueryEvent(its, offset, event));
            if (isAlone) {
                // no COMMIT follows, and capture would be taken to stand before it
                end(event);
            }
        }
    }

    @Override
    protected void handleInsert(MariaDbPartition its, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            whole.tell(event, place(event), () -> super.handleInsert(its, offset, event));
        }
    }

    @Override
    protected void handleUpdate(MariaDbPartition its, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            whole.tell(event, place(event), () -> super.handleUpdate(its, offset, event));
        }
    }

    @Override
    protected void handleDelete(MariaDbPartition its, MariaDbOffsetContext offset, Event event)
            throws InterruptedException {
        if (!xa.take(event)) {
            whole.tell(event, place(event), () -> super.handleDelete(its, offset, event));
        }
    }

    @Override
    protected void handleGtidEvent(
            MariaDbPartition its, MariaDbOffsetContext offset, Event event, Predicate<String> sources)
            throws InterruptedException {
        super.handleGtidEvent(its, offset, event, sources);
        MariadbGtidEventData gtid = unwrapData(event);
        isAlone = (gtid.getFlags() & STANDALONE) != 0;
        xa.take(event);
    }

    @Override
    protected void ignoreEvent(MariaDbOffsetContext offset, Event event) {
        EventsWithoutRows.check(event, place(event), offset.getTransactionId() != null);
    }

    @Override
    public void begin(Event event) {
        // the event with its GTID has begun it
    }

    @Override
    protected void prepareTransaction(MariaDbOffsetContext offset, Event event) throws InterruptedException {
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
    protected void handleServerIncident(MariaDbPartition its, MariaDbOffsetContext offset, Event event) {
        EventsWithoutRows.checkIncident(event, place(event));
        super.handleServerIncident(its, offset, event);
    }

    private BinlogOffset place(Event event) {
        return new BinlogOffset(
                getOffsetContext().getSource().binlogFilename(), ((EventHeaderV4) event.getHeader()).getPosition());
    }
}
