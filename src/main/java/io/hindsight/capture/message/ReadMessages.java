package io.hindsight.capture.message;

import io.debezium.data.Envelope.FieldName;
import io.debezium.data.Envelope.Operation;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes messages of rows that were read beside an engine: as a snapshot's, masked, and with the headers of captured ones. */
public final class ReadMessages {

    private final Settings settings;
    private final EnvelopeJson json;
    private final Masks masks;
    private final ChangeValues values;
    private final ChangeHeaders headers;
    private RowSchemas last;

    /** The schemas of rows of one kind: made once, for what is written is known by them. */
    private record RowSchemas(Schema row, Schema key, Schema source, Schema change) {}

    public ReadMessages(Settings settings) {
        this.settings = settings;
        this.json = new EnvelopeJson(settings.kafka().maxMessageBytes());
        this.masks = new Masks(settings);
        this.values = ChangeValues.of(settings, json, masks);
        this.headers = new ChangeHeaders(settings.source(), Map.of());
    }

    /**
     * Gives a row's message for each topic of its table.
     *
     * @param row whose schema is one object for all rows of a table
     * @param place in the source's log, of which nothing else is
     */
    public List<ProducerRecord<byte[], byte[]>> of(CapturedTable table, Struct row, SourceOffset place) {
        var placed = new LinkedHashMap<String, Long>();
        place.after("", settings.source().epoch())
                .fields()
                .forEachRemaining(
                        field -> placed.put(field.getKey(), field.getValue().asLong()));
        if (last == null || last.row() != row.schema()) {
            last = envelope(table, row.schema(), placed.keySet());
        }
        var key = new Struct(last.key());
        last.key().fields().forEach(field -> key.put(field.name(), row.get(field.name())));
        masks.checkKey(table.source(), last.key());
        var change = new SourceRecord(
                Map.of(), Map.of(), "", null, last.key(), key, last.change(), change(table, row, placed));
        var keyBytes = json.of(last.key(), key);
        var about = headers.of(change);
        return settings.tables().stream()
                .filter(declared -> declared.source().equals(table.source()))
                .map((TableDeclaration declared) -> declared.topic(settings.name()))
                .distinct()
                .map(topic -> message(
                        topic, keyBytes, values.of(topic, table.source(), last.change(), change.value()), about))
                .toList();
    }

    private static ProducerRecord<byte[], byte[]> message(
            String topic, byte[] key, byte[] value, Map<String, Object> about) {
        var message = new ProducerRecord<>(topic, key, value);
        about.forEach((name, header) -> message.headers().add(name, (byte[]) header));
        return message;
    }

    private Struct change(CapturedTable table, Struct row, Map<String, Long> placed) {
        var now = Instant.now();
        var source = new Struct(last.source())
                .put("connector", "hindsight-read")
                .put("name", settings.name())
                .put("snapshot", "true")
                .put("ts_ms", now.toEpochMilli())
                .put("ts_us", ChronoUnit.MICROS.between(Instant.EPOCH, now))
                .put("db", table.source().database())
                .put("schema", table.source().schema())
                .put("table", table.source().table());
        placed.forEach(source::put);
        return new Struct(last.change())
                .put(FieldName.AFTER, row)
                .put(FieldName.SOURCE, source)
                .put(FieldName.OPERATION, Operation.READ.code())
                .put(FieldName.TIMESTAMP, now.toEpochMilli());
    }

    private static RowSchemas envelope(CapturedTable table, Schema row, Iterable<String> placed) {
        var key = SchemaBuilder.struct();
        table.keys()
                .forEach(column ->
                        key.field(column.name(), row.field(column.name()).schema()));
        var source = SchemaBuilder.struct();
        List.of("connector", "name", "snapshot", "db", "schema", "table")
                .forEach(field -> source.field(field, Schema.STRING_SCHEMA));
        List.of("ts_ms", "ts_us").forEach(field -> source.field(field, Schema.INT64_SCHEMA));
        placed.forEach(field -> source.field(field, Schema.INT64_SCHEMA));
        var made = source.build();
        var change = SchemaBuilder.struct()
                .field(FieldName.BEFORE, row)
                .field(FieldName.AFTER, row)
                .field(FieldName.SOURCE, made)
                .field(FieldName.OPERATION, Schema.STRING_SCHEMA)
                .field(FieldName.TIMESTAMP, Schema.INT64_SCHEMA)
                .build();
        return new RowSchemas(row, key.build(), made, change);
    }
}
