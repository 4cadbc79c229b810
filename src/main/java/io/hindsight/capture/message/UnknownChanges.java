package io.hindsight.capture.message;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Something that this program doesn't know. */
public record UnknownChanges(List<SourceRecord> records) implements ChangeRun {

    /** Says what it is, without its values. */
    @Override
    public String toString() {
        var first = records.get(0);
        return first.topic()
                + (first.valueSchema() == null ? "" : ", " + first.valueSchema().name());
    }
}
