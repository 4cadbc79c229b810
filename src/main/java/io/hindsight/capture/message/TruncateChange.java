package io.hindsight.capture.message;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** A table that was emptied: one record. */
public record TruncateChange(List<SourceRecord> records) implements ChangeRun {}
