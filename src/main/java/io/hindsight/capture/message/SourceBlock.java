package io.hindsight.capture.message;

import io.debezium.data.Envelope;
import io.hindsight.table.TableName;
import org.apache.kafka.connect.data.Struct;

/** Reads what any connector says of a change's source. */
public final class SourceBlock {

    private static final String SCHEMA = "schema";

    private SourceBlock() {}

    /** Gives the table of a change, by its envelope. */
    public static TableName table(Struct envelope) {
        var source = envelope.getStruct(Envelope.FieldName.SOURCE);
        return new TableName(
                source.getString("db"),
                source.schema().field(SCHEMA) == null ? "" : source.getString(SCHEMA),
                source.getString("table"));
    }
}
