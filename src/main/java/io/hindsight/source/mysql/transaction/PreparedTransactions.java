package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import io.hindsight.source.mysql.BinlogOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The transactions that are prepared and neither committed nor rolled back, as far as the reading of the binlog has come.
 * Rows of the latest wait in memory; those that are too many, or wait for long, are read again from the binlog.
 */
final class PreparedTransactions {

    /** Bytes that all of them take in the binlog. */
    private static final long LARGEST = 16L * 1024 * 1024;

    private final Map<Xid, PreparedTransaction> prepared = new LinkedHashMap<>();
    private PreparedTransaction current;
    private long size;

    /** The rows that follow are a transaction's, of which the end says the name. */
    void begin(BinlogOffset beginning) {
        abandon();
        current = new PreparedTransaction(beginning);
    }

    /** Whether the rows that come are those of such a transaction. */
    boolean isWithin() {
        return current != null;
    }

    void add(Event event) {
        size += current.add(event);
        if (current.size() > LARGEST) {
            size -= current.forgetRows();
        }
        var oldest = prepared.values().iterator();
        while (size > LARGEST && oldest.hasNext()) {
            size -= oldest.next().forgetRows();
        }
    }

    /** Gives the transaction whose rows have come. */
    PreparedTransaction end() {
        var ended = current;
        current = null;
        size -= ended.size();
        return ended;
    }

    private void abandon() {
        if (current != null) {
            end();
        }
    }

    void put(Xid xid, PreparedTransaction transaction) {
        size += transaction.size();
        prepared.put(xid, transaction);
    }

    /** Gives one, which is no longer prepared; null if it isn't known. */
    PreparedTransaction remove(Xid xid) {
        var transaction = prepared.remove(xid);
        if (transaction != null) {
            size -= transaction.size();
        }
        return transaction;
    }
}
