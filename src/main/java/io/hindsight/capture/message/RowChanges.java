package io.hindsight.capture.message;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Rows read, created, updated or deleted. */
public record RowChanges(List<SourceRecord> records) implements ChangeRun {}
