package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import io.hindsight.source.mysql.BinlogOffset;
import java.util.ArrayList;
import java.util.List;

/** A transaction between its beginning in the binlog and what becomes of it; its rows wait in memory if they aren't many. */
final class PreparedTransaction {

    private final BinlogOffset beginning;
    private List<Event> events = new ArrayList<>();
    private long size;

    PreparedTransaction(BinlogOffset beginning) {
        this.beginning = beginning;
    }

    /** One whose rows are in the binlog alone. */
    static PreparedTransaction inBinlog(BinlogOffset beginning) {
        var transaction = new PreparedTransaction(beginning);
        transaction.forgetRows();
        return transaction;
    }

    BinlogOffset beginning() {
        return beginning;
    }

    /** Takes an event of its rows; gives what it takes in the binlog. */
    long add(Event event) {
        if (events == null) {
            return 0;
        }
        events.add(event);
        size += BinlogEvent.length(event);
        return BinlogEvent.length(event);
    }

    /** Leaves them to be read again; gives what they took. */
    long forgetRows() {
        var freed = size;
        events = null;
        size = 0;
        return freed;
    }

    boolean isInBinlog() {
        return events == null;
    }

    List<Event> events() {
        return events;
    }

    long size() {
        return size;
    }
}
