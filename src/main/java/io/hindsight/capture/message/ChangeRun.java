package io.hindsight.capture.message;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Neighbours of one kind in a batch, in their order; the route chooses by the kind. */
public sealed interface ChangeRun permits RowChanges, TruncateChange, SchemaChanges, UnknownChanges {

    /** Never empty. */
    List<SourceRecord> records();
}
