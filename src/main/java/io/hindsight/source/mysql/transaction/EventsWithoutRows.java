package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import io.debezium.connector.binlog.event.EventDataDeserializationExceptionData;
import io.hindsight.capture.CaptureException;
import io.hindsight.source.mysql.BinlogOffset;
import java.util.EnumSet;
import java.util.Set;

/** The kinds of events that nobody reads, and why not: whatever else comes may be rows. */
public final class EventsWithoutRows {

    /** The server says that whoever doesn't know an event may pass it over. */
    private static final int IGNORABLE = 0x80;

    private static final Set<EventType> KINDS = EnumSet.of(
            // what files begin with
            EventType.FORMAT_DESCRIPTION,
            EventType.PREVIOUS_GTIDS,
            EventType.MARIADB_GTID_LIST,
            EventType.BINLOG_CHECKPOINT,
            // what transactions begin with
            EventType.GTID,
            EventType.ANONYMOUS_GTID,
            EventType.MARIADB_GTID,
            EventType.TRANSACTION_CONTEXT,
            // what is said of a statement, before it or its rows
            EventType.ROWS_QUERY,
            EventType.ANNOTATE_ROWS,
            EventType.INTVAR,
            EventType.RAND,
            EventType.USER_VAR,
            EventType.IGNORABLE);

    private EventsWithoutRows() {}

    /**
     * Looks at an event that nobody reads.
     *
     * @param isWithinTransaction rows are never outside
     * @throws CaptureException if it isn't one of them
     */
    public static void check(Event event, BinlogOffset place, boolean isWithinTransaction) {
        var isIgnorable = (((EventHeaderV4) event.getHeader()).getFlags() & IGNORABLE) != 0;
        if (isWithinTransaction && !isIgnorable && !KINDS.contains(BinlogEvent.type(event))) {
            throw new CaptureException("the binlog has an event at " + place + " that can't be read ("
                    + BinlogEvent.type(event) + "): set binlog_format=ROW, on MariaDB log_bin_compress=OFF, also in"
                    + " sessions" + CaptureException.START_OVER);
        }
    }

    /**
     * Takes the server's word that changes are missing; Debezium takes an event that can't be read for one too.
     *
     * @throws CaptureException when it is the server's
     */
    public static void checkIncident(Event event, BinlogOffset place) {
        if (!(event.getData() instanceof EventDataDeserializationExceptionData)) {
            throw new CaptureException("the server says at " + place + " that changes are missing in its binlog"
                    + CaptureException.START_OVER);
        }
    }
}
