package io.hindsight.capture.message;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** DDL of captured tables. */
public record SchemaChanges(List<SourceRecord> records) implements ChangeRun {}
