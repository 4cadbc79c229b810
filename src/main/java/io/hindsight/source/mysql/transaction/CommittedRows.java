package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import io.debezium.connector.binlog.BinlogChangeRecordEmitter;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.debezium.data.Envelope.Operation;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.relational.TableId;
import io.debezium.util.Clock;
import io.hindsight.source.mysql.BinlogOffset;
import java.io.Serializable;
import java.time.Instant;

/** Tells the rows of an XA transaction as changes, in their order. */
final class CommittedRows<P extends BinlogPartition, O extends BinlogOffsetContext<?>> {

    /** Takes a transaction's TABLE_MAP events. */
    @FunctionalInterface
    interface TableMaps {
        void take(Event event) throws InterruptedException;
    }

    private final BinlogConnectorConfig config;
    private final BinlogDatabaseSchema<?, ?, ?, ?> schema;
    private final EventDispatcher<P, TableId> dispatcher;
    private final P partition;
    private final O offset;
    private final WholeRows whole;

    CommittedRows(
            BinlogConnectorConfig config,
            BinlogDatabaseSchema<?, ?, ?, ?> schema,
            EventDispatcher<P, TableId> dispatcher,
            P partition,
            O offset,
            WholeRows whole) {
        this.config = config;
        this.schema = schema;
        this.dispatcher = dispatcher;
        this.partition = partition;
        this.offset = offset;
        this.whole = whole;
    }

    /** Counts the rows of one transaction. */
    final class Transaction {

        private final TableMaps tableMaps;
        private final Instant committed;
        private final BinlogOffset end;
        private final boolean atTheirPlaces;
        private int row;

        /**
         * @param end where the transaction is committed
         * @param atTheirPlaces or else there, numbered through
         */
        Transaction(TableMaps tableMaps, Instant committed, BinlogOffset end, boolean atTheirPlaces) {
            this.tableMaps = tableMaps;
            this.committed = committed;
            this.end = end;
            this.atTheirPlaces = atTheirPlaces;
        }

        void tell(Event event) throws InterruptedException {
            if (atTheirPlaces) {
                offset.setEventPosition(BinlogEvent.position(event), BinlogEvent.length(event));
                row = 0;
            }
            whole.tell(
                    event,
                    atTheirPlaces ? new BinlogOffset(end.file(), BinlogEvent.position(event)) : end,
                    () -> tellRows(event));
        }

        private void tellRows(Event event) throws InterruptedException {
            switch (BinlogEvent.type(event)) {
                case TABLE_MAP -> tableMaps.take(event);
                case WRITE_ROWS, EXT_WRITE_ROWS -> {
                    WriteRowsEventData data = BinlogEvent.data(event);
                    for (var after : data.getRows()) {
                        tell(data.getTableId(), Operation.CREATE, null, after);
                    }
                }
                case UPDATE_ROWS, EXT_UPDATE_ROWS -> {
                    UpdateRowsEventData data = BinlogEvent.data(event);
                    for (var images : data.getRows()) {
                        tell(data.getTableId(), Operation.UPDATE, images.getKey(), images.getValue());
                    }
                }
                case DELETE_ROWS, EXT_DELETE_ROWS -> {
                    DeleteRowsEventData data = BinlogEvent.data(event);
                    for (var before : data.getRows()) {
                        tell(data.getTableId(), Operation.DELETE, before, null);
                    }
                }
                default -> {
                    // no rows
                }
            }
        }

        private void tell(long number, Operation operation, Serializable[] before, Serializable[] after)
                throws InterruptedException {
            var table = schema.getTableId(number);
            if (table == null) {
                // not one that is captured
                return;
            }
            offset.setRowNumber(row++, Integer.MAX_VALUE);
            // whoever starts again in the middle begins with the first row
            offset.setInitialSkips(0, 0);
            offset.event(table, committed);
            dispatcher.dispatchDataChangeEvent(
                    partition,
                    table,
                    new BinlogChangeRecordEmitter<>(
                            partition, offset, Clock.system(), operation, before, after, config));
        }
    }
}
