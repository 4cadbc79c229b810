package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;

/** Reads what the binlog client says of an event. */
final class BinlogEvent {

    /** Of MariaDB's event that begins a transaction: it ends with XA PREPARE. */
    private static final int PREPARED_XA = 64;

    private BinlogEvent() {}

    @SuppressWarnings("unchecked")
    static <T extends EventData> T data(Event event) {
        return (T) EventDeserializer.EventDataWrapper.internal(event.getData());
    }

    static EventType type(Event event) {
        return event.getHeader().getEventType();
    }

    static long position(Event event) {
        return ((EventHeaderV4) event.getHeader()).getPosition();
    }

    static long length(Event event) {
        return ((EventHeaderV4) event.getHeader()).getEventLength();
    }

    /** Its statement; empty if it is of another kind. */
    static String statement(Event event) {
        return type(event) == EventType.QUERY
                ? BinlogEvent.<QueryEventData>data(event).getSql().strip()
                : "";
    }

    /** Whether it begins an XA transaction's rows. */
    static boolean beginsXa(Event event) {
        return type(event) == EventType.MARIADB_GTID
                ? (BinlogEvent.<MariadbGtidEventData>data(event).getFlags() & PREPARED_XA) != 0
                : Xid.after("XA START", statement(event)).isPresent();
    }
}
