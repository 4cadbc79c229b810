package io.hindsight.capture.message;

import io.debezium.data.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Cuts a batch where the kind of its changes turns. */
public final class ChangeRuns {

    /**
     * The header by which the route chooses: Debezium's op of the changes, {@code t} for a truncate, and of rows each that
     * occurs among them once, as {@code c} or {@code ud}; {@code schema} for DDL; of what isn't known, what it calls itself.
     */
    static final String OP = "op";

    private static final String SCHEMA = "schema";

    /** What a record of the engine is. */
    enum RunKind {
        ROWS,
        TRUNCATE,
        SCHEMA,
        /** A heartbeat, a transaction's border, a tombstone. */
        NOTHING,
        UNKNOWN
    }

    /**
     * Gives the batch's runs in order, each a message whose body is a {@code List<SourceRecord>} that is never empty; what
     * needn't be passed on is left out.
     */
    public List<Message> of(Exchange exchange) {
        List<SourceRecord> batch = records(exchange.getMessage());
        var runs = new ArrayList<Message>();
        var from = 0;
        while (from < batch.size()) {
            var kind = kind(batch.get(from));
            var to = from + 1;
            while (kind != RunKind.TRUNCATE && to < batch.size() && kind(batch.get(to)) == kind) {
                to++;
            }
            if (kind != RunKind.NOTHING) {
                runs.add(run(exchange, kind, batch.subList(from, to)));
            }
            from = to;
        }
        return runs;
    }

    private static Message run(Exchange exchange, RunKind kind, List<SourceRecord> records) {
        var run = new DefaultMessage(exchange);
        run.setHeader(OP, op(kind, records));
        run.setBody(records);
        return run;
    }

    private static String op(RunKind kind, List<SourceRecord> records) {
        return switch (kind) {
            case ROWS, TRUNCATE -> {
                var ops = new LinkedHashSet<String>();
                records.forEach(change -> ops.add(op(change)));
                yield String.join("", ops);
            }
            case SCHEMA -> SCHEMA;
            case NOTHING, UNKNOWN -> isEnvelope(records.get(0)) ? op(records.get(0)) : schema(records.get(0));
        };
    }

    /** Gives the records of a run, or of a batch. */
    @SuppressWarnings("unchecked")
    static List<SourceRecord> records(Message message) {
        return message.getBody(List.class);
    }

    /** Says whether a record of the engine tells of DDL. */
    public static boolean isSchemaChange(SourceRecord change) {
        return kind(change) == RunKind.SCHEMA;
    }

    static RunKind kind(SourceRecord change) {
        if (change.value() == null) {
            return RunKind.NOTHING;
        }
        if (isEnvelope(change)) {
            return switch (op(change)) {
                case "c", "u", "d", "r" -> RunKind.ROWS;
                case "t" -> RunKind.TRUNCATE;
                default -> RunKind.UNKNOWN;
            };
        }
        var schema = schema(change);
        return switch (schema) {
            case "io.debezium.connector.common.Heartbeat",
                    "io.debezium.connector.common.TransactionMetadataValue" -> RunKind.NOTHING;
            default -> schema.endsWith(".SchemaChangeValue") ? RunKind.SCHEMA : RunKind.UNKNOWN;
        };
    }

    private static boolean isEnvelope(SourceRecord change) {
        return Envelope.isEnvelopeSchema(change.valueSchema());
    }

    private static String op(SourceRecord change) {
        return ((Struct) change.value()).getString(Envelope.FieldName.OPERATION);
    }

    private static String schema(SourceRecord change) {
        return change.valueSchema() == null
                ? ""
                : String.valueOf(change.valueSchema().name());
    }
}
