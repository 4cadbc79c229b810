package io.hindsight.demo;

import java.util.List;
import java.util.Optional;

/**
 * How far each database is, read at about the same time.
 *
 * @param nanos when, by {@link System#nanoTime}
 */
record Counts(long nanos, Optional<OfSource> source, List<Optional<OfHistory>> histories) {

    /** Changes that MySQL recorded, and rows that it holds. */
    record OfSource(long changes, long rows) {}

    /**
     * Versions in a warehouse.
     *
     * @param changes all of them, deletes too
     * @param lag seconds since the oldest change that isn't there yet
     */
    record OfHistory(long changes, long open, long deletes, double lag) {

        long closed() {
            return changes - open - deletes;
        }
    }

    /** Whether every warehouse has at least so many changes. */
    boolean applied(long changes) {
        return histories.stream()
                .allMatch(history -> history.isPresent() && history.get().changes() >= changes);
    }

    /** Whether every warehouse has all that MySQL has. */
    boolean complete() {
        return source.isPresent() && applied(source.get().changes());
    }
}
