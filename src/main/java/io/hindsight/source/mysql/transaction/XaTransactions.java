package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.XAPrepareEventData;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.TableId;
import io.hindsight.capture.CaptureException;
import io.hindsight.source.mysql.BinlogOffset;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Tells the rows of an XA transaction when, and where, it is committed: the binlog has them where it was prepared, and says
 * later what became of it. Their change_seq is the place of XA COMMIT, in which they are numbered through.
 */
public final class XaTransactions<P extends BinlogPartition, O extends BinlogOffsetContext<?>> {

    /** The reading of the binlog that this is a part of. */
    public interface Stream {

        /** A transaction begins with the event, and a restart in its middle has to begin there. */
        void begin(Event event) throws InterruptedException;

        /** It ends with the event. */
        void end(Event event) throws InterruptedException;

        void tableMap(Event event) throws InterruptedException;

        /** When the transaction was committed whose events are read. */
        Instant committed();

        /** Makes a client beside the one that follows the log. */
        BinaryLogClient newClient();

        /** Names the server's binlog files, the oldest first. */
        List<String> files() throws SQLException;
    }

    private final Stream stream;
    private final O offset;
    private final CommittedRows<P, O> rows;
    private final PreparedTransactions prepared = new PreparedTransactions();

    public XaTransactions(
            Stream stream,
            BinlogConnectorConfig config,
            BinlogDatabaseSchema<?, ?, ?, ?> schema,
            EventDispatcher<P, TableId> dispatcher,
            P partition,
            O offset,
            WholeRows whole) {
        this.stream = stream;
        this.offset = offset;
        this.rows = new CommittedRows<>(config, schema, dispatcher, partition, offset, whole);
    }

    /** Takes an event that may be a part of an XA transaction; gives whether it is, so that nobody else should. */
    public boolean take(Event event) throws InterruptedException {
        if (BinlogEvent.beginsXa(event)) {
            stream.begin(event);
            prepared.begin(place(event));
            return true;
        }
        if (BinlogEvent.type(event) == EventType.XA_PREPARE) {
            endOfRows(event);
            return true;
        }
        if (BinlogEvent.type(event) == EventType.QUERY) {
            return takeStatement(event, BinlogEvent.statement(event));
        }
        if (prepared.isWithin()) {
            prepared.add(event);
            return true;
        }
        return false;
    }

    private boolean takeStatement(Event event, String statement) throws InterruptedException {
        var committed = Xid.after("XA COMMIT", statement);
        var rolledBack = Xid.after("XA ROLLBACK", statement);
        if (committed.isPresent()) {
            stream.begin(event);
            offset.setEventPosition(BinlogEvent.position(event), BinlogEvent.length(event));
            tell(transaction(committed.get(), place(event)), place(event), false);
            stream.end(event);
        } else if (rolledBack.isPresent()) {
            stream.begin(event);
            prepared.remove(rolledBack.get());
            stream.end(event);
        }
        return statement.startsWith("XA ");
    }

    private void endOfRows(Event event) throws InterruptedException {
        XAPrepareEventData data = BinlogEvent.data(event);
        var transaction = prepared.end();
        if (data.isOnePhase()) {
            tell(transaction, place(event), true);
            offset.setEventPosition(BinlogEvent.position(event), BinlogEvent.length(event));
        } else {
            prepared.put(Xid.of(data), transaction);
        }
        stream.end(event);
    }

    private PreparedTransaction transaction(Xid xid, BinlogOffset end) throws InterruptedException {
        var known = prepared.remove(xid);
        if (known != null) {
            return known;
        }
        try {
            return new PreparedSearch(stream::newClient)
                    .find(xid, stream.files(), end)
                    .map(PreparedTransaction::inBinlog)
                    .orElseThrow(() -> new CaptureException("XA transaction " + xid + " was committed at " + end
                            + ", and the binlog that has its rows was purged" + CaptureException.START_OVER));
        } catch (SQLException lost) {
            throw new CaptureException("the source doesn't say which binlog files it has", lost);
        }
    }

    private void tell(PreparedTransaction transaction, BinlogOffset end, boolean atTheirPlaces)
            throws InterruptedException {
        var told = rows.new Transaction(stream::tableMap, stream.committed(), end, atTheirPlaces);
        if (transaction.isInBinlog()) {
            new BinlogExcerpt(stream.newClient(), event -> {
                        told.tell(event);
                        return BinlogEvent.type(event) != EventType.XA_PREPARE;
                    })
                    .read(transaction.beginning());
        } else {
            for (var event : transaction.events()) {
                told.tell(event);
            }
        }
    }

    private BinlogOffset place(Event event) {
        return new BinlogOffset(offset.getSource().binlogFilename(), BinlogEvent.position(event));
    }
}
