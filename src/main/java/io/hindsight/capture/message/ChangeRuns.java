package io.hindsight.capture.message;

import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Cuts a batch where the kind of its changes turns. */
public final class ChangeRuns {

    /** What a record of the engine is. */
    enum RunKind {
        ROWS,
        TRUNCATE,
        SCHEMA,
        /** A heartbeat, a transaction's border, a tombstone. */
        NOTHING,
        UNKNOWN
    }

    /** Gives the batch's runs in order; what needn't be passed on is left out. */
    public List<ChangeRun> of(@Body List<SourceRecord> batch) {
        var runs = new ArrayList<ChangeRun>();
        var from = 0;
        while (from < batch.size()) {
            var kind = kind(batch.get(from));
            var to = from + 1;
            while (kind != RunKind.TRUNCATE && to < batch.size() && kind(batch.get(to)) == kind) {
                to++;
            }
            var records = batch.subList(from, to);
            switch (kind) {
                case ROWS -> runs.add(new RowChanges(records));
                case TRUNCATE -> runs.add(new TruncateChange(records));
                case SCHEMA -> runs.add(new SchemaChanges(records));
                case UNKNOWN -> runs.add(new UnknownChanges(records));
                case NOTHING -> {
                    // done with the batch
                }
            }
            from = to;
        }
        return runs;
    }

    /** Whether a record of the engine tells of DDL. */
    public static boolean isSchemaChange(SourceRecord change) {
        return kind(change) == RunKind.SCHEMA;
    }

    static RunKind kind(SourceRecord change) {
        if (change.value() == null) {
            return RunKind.NOTHING;
        }
        if (Envelope.isEnvelopeSchema(change.valueSchema())) {
            return switch (((Struct) change.value()).getString(Envelope.FieldName.OPERATION)) {
                case "c", "u", "d", "r" -> RunKind.ROWS;
                case "t" -> RunKind.TRUNCATE;
                default -> RunKind.UNKNOWN;
            };
        }
        var name = change.valueSchema() == null
                ? ""
                : String.valueOf(change.valueSchema().name());
        return switch (name) {
            case "io.debezium.connector.common.Heartbeat",
                    "io.debezium.connector.common.TransactionMetadataValue" -> RunKind.NOTHING;
            default -> name.endsWith(".SchemaChangeValue") ? RunKind.SCHEMA : RunKind.UNKNOWN;
        };
    }
}
