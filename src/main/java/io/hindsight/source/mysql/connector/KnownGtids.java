package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import io.debezium.connector.mysql.MySqlOffsetContext;

/** Keeps an offset right whose server may switch GTIDs on and off: which are known, and where the transaction begins. */
final class KnownGtids {

    private final MySqlOffsetContext offset;
    private final boolean isAtPlace;
    private boolean isKnown;
    private long first = -1;

    /** @param isAtPlace whether the binlog is read from a file and position, so that what it says of GTIDs is news */
    KnownGtids(MySqlOffsetContext offset, boolean isAtPlace) {
        this.offset = offset;
        this.isAtPlace = isAtPlace;
        this.isKnown = offset.gtidSet() != null;
    }

    boolean areKnown() {
        return isKnown;
    }

    /**
     * A file begins with all of them that are in the files before it; another server's may be others than were read.
     *
     * @return whether they are to be gone on with
     */
    boolean begin(String gtids) {
        if (isAtPlace) {
            offset.setCompletedGtidSet(gtids);
            isKnown = true;
        }
        return isAtPlace;
    }

    /** Without the event a restart would have the rest of its transaction in seconds only. */
    void transactionBegins(Event event) {
        first = ((EventHeaderV4) event.getHeader()).getPosition();
        restartAtFirst();
    }

    void restartAtFirst() {
        if (first >= 0) {
            offset.setBinlogStartPoint(null, first);
        }
    }
}
