package io.hindsight.history;

/**
 * One row of a history, outside any engine; moments are microseconds since 1970.
 *
 * @param op c, u, d or r
 * @param end {@link #OPEN} while it is open
 * @param values by the kept table's columns; two rows are equal when these are
 * @param place where it is written already; null for one that is new
 */
public record KeptVersion(char op, String seq, long start, long end, Object[] values, Object place) {

    /** The end of what hasn't ended. */
    public static final long OPEN = Long.MAX_VALUE;

    public boolean isOpen() {
        return end == OPEN;
    }

    KeptVersion from(long otherStart, long otherEnd) {
        return new KeptVersion(op, seq, otherStart, otherEnd, values, place);
    }
}
