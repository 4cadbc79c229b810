package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.GtidEventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.NullEventDataDeserializer;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.TableName;
import java.util.Collection;
import java.util.Optional;

/** Finds the first transaction with rows of some tables of which the binlog itself names the columns. */
final class NamedColumns {

    private final Collection<TableName> tables;
    private BinlogOffset transaction;
    private BinlogOffset found;
    private boolean isFirst = true;
    private boolean isDone;

    NamedColumns(Collection<TableName> tables) {
        this.tables = tables;
    }

    /** Makes a client take in what stands before rows, and no rows. */
    static BinaryLogClient prepared(BinaryLogClient client) {
        var events = new EventDeserializer();
        events.setEventDataDeserializer(EventType.ANONYMOUS_GTID, new GtidEventDataDeserializer());
        for (var type : EventType.values()) {
            if (EventType.isRowMutation(type)) {
                events.setEventDataDeserializer(type, new NullEventDataDeserializer());
            }
        }
        client.setEventDeserializer(events);
        return client;
    }

    /** Takes the next event; false when no more is needed. */
    boolean take(BinlogOffset from, Event event) {
        var place = new BinlogOffset(from.file(), BinlogEvent.position(event));
        if (place.compareTo(from) < 0) {
            return true;
        }
        if (PastBinlog.begins(event)) {
            transaction = place;
        }
        if (BinlogEvent.type(event) == EventType.TABLE_MAP) {
            look(BinlogEvent.data(event));
        }
        return !isDone;
    }

    private void look(TableMapEventData event) {
        if (!tables.contains(new TableName(event.getDatabase(), event.getTable()))) {
            return;
        }
        var isNamed =
                event.getEventMetadata() != null && event.getEventMetadata().getColumnNames() != null;
        if (isNamed) {
            isDone = true;
            // where the first has them, it isn't for want of them
            found = isFirst ? null : transaction;
        }
        isFirst = false;
    }

    boolean isDone() {
        return isDone;
    }

    /** Gives its place; empty where there is none, or where those before it are no different. */
    Optional<BinlogOffset> found() {
        return Optional.ofNullable(found);
    }
}
