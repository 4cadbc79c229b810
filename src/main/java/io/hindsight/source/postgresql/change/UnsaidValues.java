package io.hindsight.source.postgresql.change;

import io.debezium.data.Envelope;
import io.hindsight.source.postgresql.value.PostgresValues;
import java.util.ArrayList;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Names in a change's source block the columns whose values the log leaves out. Of an update those are large values that
 * it doesn't change; of a delete all that aren't its key's, where Debezium puts nothing.
 */
public final class UnsaidValues {

    /** Takes the next record of the engine. */
    public void name(SourceRecord change) {
        if (!Envelope.isEnvelopeSchema(change.valueSchema()) || !(change.value() instanceof Struct value)) {
            return;
        }
        var unsaid = new ArrayList<String>();
        switch (value.getString(Envelope.FieldName.OPERATION)) {
            case "d" -> value.getStruct(Envelope.FieldName.BEFORE).schema().fields().stream()
                    .map(Field::name)
                    .filter(name ->
                            change.keySchema() == null || change.keySchema().field(name) == null)
                    .forEach(unsaid::add);
            case "c", "u" -> {
                var row = value.getStruct(Envelope.FieldName.AFTER);
                for (var field : row.schema().fields()) {
                    if (PostgresValues.isUnchanged(row.getWithoutDefault(field.name()))) {
                        unsaid.add(field.name());
                    }
                }
            }
            default -> {
                // a snapshot reads whole rows
            }
        }
        if (!unsaid.isEmpty()) {
            value.getStruct(Envelope.FieldName.SOURCE).put(io.hindsight.history.Envelope.UNCHANGED, unsaid);
        }
    }
}
