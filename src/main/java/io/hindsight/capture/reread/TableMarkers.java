package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.debezium.data.Envelope.FieldName;
import io.hindsight.capture.message.ChangeValues;
import io.hindsight.history.Message;
import io.hindsight.kafka.Sender;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Says something of a whole table to all partitions of its topics, for each holds keys that it is about. */
public final class TableMarkers {

    private static final Schema NO_ROW = SchemaBuilder.struct().optional().build();

    private final Settings settings;

    public TableMarkers(Settings settings) {
        this.settings = settings;
    }

    /**
     * Returns when Kafka has it.
     *
     * @param op as in {@link io.hindsight.history.Envelope}
     * @param place in the source's log, as a change's source block says it
     */
    public void send(TableName table, char op, ObjectNode place, Instant at) {
        var marker = envelope(table, op, place, at);
        var values = ChangeValues.of(settings);
        var topics = settings.tables().stream()
                .filter(declared -> declared.source().equals(table))
                .map((TableDeclaration declared) -> declared.topic(settings.name()))
                .distinct()
                .toList();
        try (var sender = new Sender(settings, "beginning")) {
            for (var topic : topics) {
                var value = values.of(topic, table, marker.schema(), marker);
                for (var partition = 0; partition < sender.partitions(topic); partition++) {
                    var message = new ProducerRecord<byte[], byte[]>(topic, partition, null, value);
                    message.headers()
                            .add(
                                    Message.EPOCH,
                                    String.valueOf(settings.source().epoch()).getBytes(StandardCharsets.US_ASCII));
                    sender.send(message);
                }
            }
            sender.awaitAll();
        }
    }

    private Struct envelope(TableName table, char op, ObjectNode place, Instant at) {
        var said = new LinkedHashMap<String, Object>();
        said.put("connector", "hindsight-reread");
        said.put("name", settings.name());
        said.put("snapshot", "false");
        said.put("ts_ms", at.toEpochMilli());
        said.put("ts_us", ChronoUnit.MICROS.between(Instant.EPOCH, at));
        said.put("db", table.database());
        said.put("table", table.table());
        place.properties()
                .forEach(field -> said.put(
                        field.getKey(),
                        field.getValue().isNumber()
                                ? (Object) field.getValue().longValue()
                                : field.getValue().asText()));
        var source = new Struct(fields(said).build());
        said.forEach(source::put);
        var envelope = SchemaBuilder.struct()
                .field(FieldName.BEFORE, NO_ROW)
                .field(FieldName.AFTER, NO_ROW)
                .field(FieldName.SOURCE, source.schema())
                .field(FieldName.OPERATION, Schema.STRING_SCHEMA)
                .field(FieldName.TIMESTAMP, Schema.INT64_SCHEMA)
                .build();
        return new Struct(envelope)
                .put(FieldName.SOURCE, source)
                .put(FieldName.OPERATION, String.valueOf(op))
                .put(FieldName.TIMESTAMP, at.toEpochMilli());
    }

    private static SchemaBuilder fields(Map<String, Object> values) {
        var schema = SchemaBuilder.struct();
        values.forEach((name, value) ->
                schema.field(name, value instanceof Long ? Schema.INT64_SCHEMA : Schema.STRING_SCHEMA));
        return schema;
    }
}
