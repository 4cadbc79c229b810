package io.hindsight.capture;

import io.debezium.data.Envelope;
import io.hindsight.capture.ChangeRun.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Cuts a batch where the kind of its changes turns. */
public final class ChangeRuns {

    /** Gives the batch's runs in order; what needn't be passed on is left out. */
    public List<ChangeRun> of(@Body List<SourceRecord> batch) {
        var runs = new ArrayList<ChangeRun>();
        var from = 0;
        for (var at = 0; at < batch.size(); at++) {
            var kind = kind(batch.get(at));
            var last = at + 1 == batch.size();
            if (last || kind == Kind.TRUNCATE || kind(batch.get(at + 1)) != kind) {
                if (kind != Kind.NOTHING) {
                    runs.add(new ChangeRun(kind, batch.subList(from, at + 1)));
                }
                from = at + 1;
            }
        }
        return runs;
    }

    static Kind kind(SourceRecord change) {
        if (change.value() == null) {
            return Kind.NOTHING;
        }
        if (Envelope.isEnvelopeSchema(change.valueSchema())) {
            return switch (((Struct) change.value()).getString(Envelope.FieldName.OPERATION)) {
                case "c", "u", "d", "r" -> Kind.ROWS;
                case "t" -> Kind.TRUNCATE;
                default -> Kind.UNKNOWN;
            };
        }
        var name = change.valueSchema() == null ? "" : String.valueOf(change.valueSchema().name());
        return switch (name) {
            case "io.debezium.connector.common.Heartbeat", "io.debezium.connector.common.TransactionMetadataValue" ->
                Kind.NOTHING;
            default -> name.endsWith(".SchemaChangeValue") ? Kind.SCHEMA : Kind.UNKNOWN;
        };
    }
}
