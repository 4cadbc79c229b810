package io.hindsight.source.postgresql.change;

import io.debezium.data.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Names in a change's source block the columns whose values the log leaves out. Of an update those are large values that
 * it doesn't change, in whose place Debezium puts another; of a delete all that aren't its key's, where Debezium puts
 * nothing, or zero.
 */
public final class UnsaidValues {

    /** What Debezium puts in their place: nobody's value, for nobody knows it before. */
    public static final String PLACEHOLDER = "__unchanged_" + UUID.randomUUID();

    private static final byte[] BYTES = PLACEHOLDER.getBytes(StandardCharsets.UTF_8);

    /** In Debezium's forms for a text, a binary, a map as JSON, and arrays of texts, uuids, and two kinds of numbers. */
    private static final List<Object> FORMS = List.of(
            PLACEHOLDER,
            ByteBuffer.wrap(BYTES),
            "{\"" + PLACEHOLDER + "\":\"" + PLACEHOLDER + "\"}",
            List.of(PLACEHOLDER),
            List.of(UUID.nameUUIDFromBytes(BYTES).toString()),
            IntStream.range(0, BYTES.length).mapToObj(at -> (int) BYTES[at]).toList(),
            IntStream.range(0, BYTES.length).mapToObj(at -> (long) BYTES[at]).toList());

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
                    if (isPlaceholder(row.getWithoutDefault(field.name()))) {
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

    private static boolean isPlaceholder(Object value) {
        return value instanceof byte[] bytes
                ? FORMS.contains(ByteBuffer.wrap(bytes))
                : value instanceof String || value instanceof ByteBuffer || value instanceof List
                        ? FORMS.contains(value)
                        : false;
    }
}
