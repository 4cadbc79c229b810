package io.hindsight.history;

import java.util.List;

/** What a batch of messages means for one table: the order of the lists has no meaning, every row has its place. */
public record Batch(List<Row> rows, List<Truncate> truncates, List<Beginning> beginnings, List<Rejected> rejected) {

    /** One that says nothing of where the history begins. */
    public Batch(List<Row> rows, List<Truncate> truncates, List<Rejected> rejected) {
        this(rows, truncates, List.of(), rejected);
    }
}
