package io.hindsight.history;

/**
 * One row of a history, outside any engine; moments are microseconds since 1970.
 *
 * @param op c, u, d or r
 * @param end {@link #OPEN} while it is open
 * @param values by the kept table's columns; two rows are equal when these are
 * @param unchanged which of them, by their places, the change left out, as those of the version before
 * @param place where it is written already; null for one that is new
 */
public record KeptVersion(char op, String seq, long start, long end, Object[] values, int[] unchanged, Object place) {

    /** The end of what hasn't ended. */
    public static final long OPEN = Long.MAX_VALUE;

    private static final int[] NONE = {};

    /** One whose change said all values. */
    public KeptVersion(char op, String seq, long start, long end, Object[] values, Object place) {
        this(op, seq, start, end, values, NONE, place);
    }

    public boolean isOpen() {
        return end == OPEN;
    }

    KeptVersion from(long otherStart, long otherEnd) {
        return new KeptVersion(op, seq, otherStart, otherEnd, values, unchanged, place);
    }

    /** The same row, somewhere else. */
    public KeptVersion at(Object otherPlace) {
        return new KeptVersion(op, seq, start, end, values, unchanged, otherPlace);
    }

    /** What the change left out is as the version before has it; null where there is none. */
    KeptVersion completed(Object[] before) {
        var all = values.clone();
        for (var left : unchanged) {
            all[left] = before == null ? null : before[left];
        }
        return new KeptVersion(op, seq, start, end, all, unchanged, place);
    }
}
