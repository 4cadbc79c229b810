package io.hindsight.capture.message;

import io.debezium.data.Envelope.FieldName;
import io.hindsight.capture.CaptureException;
import io.hindsight.registry.AvroNames;
import io.hindsight.table.TableName;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Type;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Struct;

/**
 * Finds for Connect's types those of Avro, as Confluent's converter does: decimals are Avro's, and a time is the number
 * that it is in JSON, whose meaning {@code connect.name} says. But each field may be null, which is its default, so that
 * columns may come and go by any rule of a registry; and names are made such that Avro takes them.
 */
final class AvroTypes {

    private static final String CONNECT_NAME = "connect.name";
    private static final String PRECISION = "connect.decimal.precision";

    /** Where none is said, as Confluent's converter has it. */
    private static final String ANY_PRECISION = "64";

    private final String namespace;

    /** @param namespace of all records */
    AvroTypes(String namespace) {
        this.namespace = namespace;
    }

    /** The type of a table's changes, whose rows are masked. */
    AvroType envelope(org.apache.kafka.connect.data.Schema envelope, Masks masks, TableName table) {
        var row = envelope.field(FieldName.AFTER) == null
                ? null
                : struct(
                        "Value",
                        envelope.field(FieldName.AFTER).schema(),
                        WrittenField.ofRow(envelope.field(FieldName.AFTER).schema(), masks, table),
                        field -> type("Value_", field));
        return struct("Envelope", envelope, WrittenField.of(envelope), field -> switch (field.field()
                .name()) {
            case FieldName.BEFORE, FieldName.AFTER -> row;
            default -> type("", field);
        });
    }

    private AvroType type(String prefix, WrittenField field) {
        return type(prefix + AvroNames.of(field.field().name()), field.schema());
    }

    /** @param name of a record, if it becomes one */
    private AvroType type(String name, org.apache.kafka.connect.data.Schema schema) {
        if (Decimal.LOGICAL_NAME.equals(schema.name())) {
            return decimal(schema);
        }
        return switch (schema.type()) {
            case INT8, INT16, INT32 -> plain(
                    schema, Type.INT, (avro, value) -> avro.writeInt(((Number) value).intValue()));
            case INT64 -> plain(schema, Type.LONG, (avro, value) -> avro.writeLong((long) value));
            case FLOAT32 -> plain(schema, Type.FLOAT, (avro, value) -> avro.writeFloat((float) value));
            case FLOAT64 -> plain(schema, Type.DOUBLE, (avro, value) -> avro.writeDouble((double) value));
            case BOOLEAN -> plain(schema, Type.BOOLEAN, (avro, value) -> avro.writeBoolean((boolean) value));
            case STRING -> plain(schema, Type.STRING, (avro, value) -> avro.writeString((String) value));
            case BYTES -> plain(schema, Type.BYTES, (avro, value) -> avro.writeBytes(bytes(value)));
            case ARRAY -> array(type(name, schema.valueSchema()).orNull());
            case MAP -> map(schema, type(name, schema.valueSchema()).orNull());
            case STRUCT -> struct(name, schema, WrittenField.of(schema), field -> type(name + "_", field));
        };
    }

    private static AvroType plain(org.apache.kafka.connect.data.Schema schema, Type type, AvroType.ValueWriter writer) {
        return new AvroType(named(Schema.create(type), schema), writer);
    }

    private static Schema named(Schema avro, org.apache.kafka.connect.data.Schema schema) {
        if (schema.name() != null) {
            avro.addProp(CONNECT_NAME, schema.name());
        }
        return avro;
    }

    private static ByteBuffer bytes(Object value) {
        return value instanceof ByteBuffer buffer ? buffer.duplicate() : ByteBuffer.wrap((byte[]) value);
    }

    private static AvroType decimal(org.apache.kafka.connect.data.Schema schema) {
        var scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
        var precision = Integer.parseInt(schema.parameters().getOrDefault(PRECISION, ANY_PRECISION));
        var avro = LogicalTypes.decimal(Math.max(precision, scale), scale).addToSchema(Schema.create(Type.BYTES));
        return new AvroType(
                avro,
                (encoder, value) -> encoder.writeBytes(
                        ((BigDecimal) value).setScale(scale).unscaledValue().toByteArray()));
    }

    private static AvroType array(AvroType element) {
        return new AvroType(Schema.createArray(element.schema()), (avro, value) -> {
            var items = (List<?>) value;
            avro.writeArrayStart();
            avro.setItemCount(items.size());
            for (var item : items) {
                avro.startItem();
                element.writer().write(avro, item);
            }
            avro.writeArrayEnd();
        });
    }

    private static AvroType map(org.apache.kafka.connect.data.Schema schema, AvroType element) {
        if (schema.keySchema().type() != org.apache.kafka.connect.data.Schema.Type.STRING) {
            throw new CaptureException(
                    "a map with keys of type " + schema.keySchema().type() + " can't be written");
        }
        return new AvroType(Schema.createMap(element.schema()), (avro, value) -> {
            var entries = ((Map<?, ?>) value).entrySet();
            avro.writeMapStart();
            avro.setItemCount(entries.size());
            for (var entry : entries) {
                avro.startItem();
                avro.writeString((String) entry.getKey());
                element.writer().write(avro, entry.getValue());
            }
            avro.writeMapEnd();
        });
    }

    private AvroType struct(
            String name,
            org.apache.kafka.connect.data.Schema schema,
            List<WrittenField> fields,
            Function<WrittenField, AvroType> types) {
        var names = new HashSet<String>();
        fields.stream().map(AvroTypes::column).filter(AvroTypes::isLegal).forEach(names::add);
        var avro = new ArrayList<Schema.Field>();
        var writers = new AvroType.ValueWriter[fields.size()];
        for (var field : fields) {
            var type = types.apply(field).orNull();
            writers[avro.size()] = type.writer();
            avro.add(field(column(field), names, type.schema()));
        }
        var record = Schema.createRecord(name, null, namespace, false, avro);
        var written = fields.toArray(WrittenField[]::new);
        return new AvroType(named(record, schema), (encoder, value) -> {
            var struct = (Struct) value;
            for (var index = 0; index < written.length; index++) {
                writers[index].write(encoder, written[index].value(struct));
            }
        });
    }

    private static String column(WrittenField field) {
        return field.field().name();
    }

    private static boolean isLegal(String name) {
        return AvroNames.of(name).equals(name);
    }

    /** @param names that fields of the record have */
    private static Schema.Field field(String column, HashSet<String> names, Schema type) {
        var name = isLegal(column) ? column : AvroNames.of(column, names);
        names.add(name);
        var field = new Schema.Field(name, type, null, JsonProperties.NULL_VALUE);
        if (!name.equals(column)) {
            field.addProp(AvroNames.COLUMN, column);
        }
        return field;
    }
}
