package io.hindsight.capture;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Neighbours of one kind in a batch, in their order.
 *
 * @param kind what the route chooses by
 * @param records never empty
 */
public record ChangeRun(Kind kind, List<SourceRecord> records) {

    /** What a record of the engine is. */
    public enum Kind {
        /** Rows read, created, updated or deleted. */
        ROWS,
        /** A table was emptied: one record. */
        TRUNCATE,
        /** DDL of captured tables. */
        SCHEMA,
        /** Nothing to pass on: a heartbeat, a transaction's border, a tombstone. */
        NOTHING,
        /** Something that this program doesn't know. */
        UNKNOWN
    }

    /** Names the kinds of changes, for an error's text. */
    @Override
    public String toString() {
        var first = records.get(0);
        return kind + " of " + first.topic()
                + (first.valueSchema() == null ? "" : ", a " + first.valueSchema().name());
    }
}
