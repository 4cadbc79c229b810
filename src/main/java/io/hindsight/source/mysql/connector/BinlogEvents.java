package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer.EventDataWrapper;
import io.debezium.connector.binlog.BinlogOffsetContext;
import io.debezium.connector.binlog.BinlogPartition;
import io.hindsight.capture.held.Troubles;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.source.mysql.structure.Structures;
import io.hindsight.source.mysql.structure.Unreadable;
import io.hindsight.source.mysql.transaction.UnwrittenRows;
import io.hindsight.table.TableName;

/** What is done with events of the binlog before Debezium takes them, or in its place. */
final class BinlogEvents<P extends BinlogPartition, O extends BinlogOffsetContext<?>> {

    /** Debezium's own handler of an event. */
    @FunctionalInterface
    interface Stock {
        void handle() throws InterruptedException;
    }

    private final Troubles troubles;
    private final Structures<P, O> structures;
    private final UnwrittenRows unwritten;

    BinlogEvents(Troubles troubles, Structures<P, O> structures, UnwrittenRows unwritten) {
        this.troubles = troubles;
        this.structures = structures;
        this.unwritten = unwritten;
    }

    /** A table's rows follow, which aren't read if it can't be told how: Debezium then knows no table by that number. */
    void tableMap(P partition, O offset, Event event, Stock stock) throws InterruptedException {
        TableMapEventData table = data(event);
        var unreadable = structures.check(partition, offset, table);
        if (unreadable.isPresent()) {
            hold(new TableName(table.getDatabase(), table.getTable()), offset, unreadable.get());
        } else {
            stock.handle();
        }
    }

    private void hold(TableName table, O offset, Unreadable why) {
        troubles.hold(table, BinlogOffset.of(offset.getSource()), why.reason(), why.cure());
    }

    /** Another file begins, in which tables have other numbers. */
    void rotate() {
        structures.forget();
    }

    /** A statement: DDL, or what begins and ends transactions. */
    void query(Event event, BinlogOffset place, Stock stock) throws InterruptedException {
        unwritten.check(event, place);
        stock.handle();
    }

    @SuppressWarnings("unchecked")
    private static <T extends EventData> T data(Event event) {
        return (T) EventDataWrapper.internal(event.getData());
    }
}
