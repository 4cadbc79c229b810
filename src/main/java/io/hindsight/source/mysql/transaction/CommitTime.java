package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.GtidEventData;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When the transaction was committed that is being read: MySQL says it to the microsecond from 8.0.1 on, in the event before
 * each transaction, whether that has a GTID or not; other servers in each event, in seconds.
 */
public final class CommitTime {

    private boolean hasMicroseconds;

    /** Gives it as of an event; {@code before} where the event is no news. */
    public Instant at(Event event, Instant before) {
        if (isFirst(event)) {
            var microseconds = BinlogEvent.<GtidEventData>data(event).getOriginalCommitTimestamp();
            hasMicroseconds = microseconds != 0;
            if (hasMicroseconds) {
                return Instant.EPOCH.plus(microseconds, ChronoUnit.MICROS);
            }
        }
        return hasMicroseconds && before != null
                ? before
                : Instant.ofEpochMilli(event.getHeader().getTimestamp());
    }

    /** Whether it is the event with the time; a restart within the transaction has to begin there. */
    public static boolean isFirst(Event event) {
        return BinlogEvent.type(event) == EventType.GTID || BinlogEvent.type(event) == EventType.ANONYMOUS_GTID;
    }
}
