package io.hindsight.history;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** How many changes of each op there are, and how far they reach in time and in the source's order. */
public final class BatchStatistics {

    private final Map<Character, Long> byOp = new TreeMap<>();
    private long changes;
    private Instant oldest = Instant.MAX;
    private Instant newest = Instant.MIN;
    private String lastSeq = "";

    /** Counts one change, committed at that moment. */
    public void add(char op, Instant committed, String seq) {
        byOp.merge(op, 1L, Long::sum);
        changes++;
        if (committed.isBefore(oldest)) {
            oldest = committed;
        }
        if (committed.isAfter(newest)) {
            newest = committed;
        }
        if (seq.compareTo(lastSeq) > 0) {
            lastSeq = seq;
        }
    }

    public Map<Character, Long> byOp() {
        return byOp;
    }

    public long changes() {
        return changes;
    }

    /** When the source committed the first of them; there must be one. */
    public Instant oldest() {
        return oldest;
    }

    /** When the source committed the last of them; there must be one. */
    public Instant newest() {
        return newest;
    }

    /** The highest change_seq; empty when nothing was counted. */
    public String lastSeq() {
        return lastSeq;
    }
}
