package io.hindsight.reconcile;

import io.hindsight.source.RateLimiter;
import io.hindsight.table.Key;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Reads the source's rows to compare them, no faster than is allowed, and counts them. */
final class SourceReading {

    private final ComparedTable table;
    private final RateLimiter limiter;
    private long compared;

    SourceReading(ComparedTable table, RateLimiter limiter) {
        this.table = table;
        this.limiter = limiter;
    }

    ComparedTable table() {
        return table;
    }

    ComparedTable.Sum sum(Range range) throws SQLException, InterruptedException {
        var sum = table.sum(range);
        limiter.read(sum.rows());
        return sum;
    }

    List<ComparedRow> rows(Range range) throws SQLException, InterruptedException {
        var rows = table.rows(range);
        limiter.read(rows.size());
        return rows;
    }

    /** Those of some keys that the source has. */
    Set<Key> among(Collection<Key> keys) throws SQLException, InterruptedException {
        var there = ComparedRow.byKey(table.rows(keys)).keySet();
        limiter.read(there.size());
        return there;
    }

    /** So many rows have been compared. */
    void compared(long rows) {
        compared += rows;
    }

    long compared() {
        return compared;
    }
}
