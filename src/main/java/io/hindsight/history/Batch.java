package io.hindsight.history;

import java.util.List;

/**
 * What a batch of messages means for one table: the order of the lists has no meaning, every row has its place.
 *
 * @param incomplete rows that are among the rejected, because no version can have the values that they leave out
 */
public record Batch(List<Row> rows, List<Truncate> truncates, List<Rejected> rejected, List<Row> incomplete) {

    /** One whose rows are whole. */
    public Batch(List<Row> rows, List<Truncate> truncates, List<Rejected> rejected) {
        this(rows, truncates, rejected, List.of());
    }
}
