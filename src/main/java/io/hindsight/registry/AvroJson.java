package io.hindsight.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;

/** Reads Avro of one schema, and writes the JSON that the same value is sent as otherwise. For any number of threads. */
final class AvroJson {

    /** How a value of a schema is written. */
    private interface AvroReader {
        void read(BinaryDecoder avro, JsonGenerator json) throws IOException;
    }

    private record AvroField(String name, AvroReader reader) {}

    private final Map<Schema, AvroReader[]> records = new IdentityHashMap<>();
    private final AvroReader reader;

    AvroJson(Schema schema) {
        this.reader = reader(schema);
    }

    /** Writes the next value. */
    void write(BinaryDecoder avro, JsonGenerator json) throws IOException {
        reader.read(avro, json);
    }

    private AvroReader reader(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> (avro, json) -> json.writeNull();
            case BOOLEAN -> (avro, json) -> json.writeBoolean(avro.readBoolean());
            case INT -> (avro, json) -> json.writeNumber(avro.readInt());
            case LONG -> (avro, json) -> json.writeNumber(avro.readLong());
            case FLOAT -> (avro, json) -> json.writeNumber(avro.readFloat());
            case DOUBLE -> (avro, json) -> json.writeNumber(avro.readDouble());
            case STRING -> (avro, json) -> json.writeString(text(avro));
            case BYTES -> bytes(schema, AvroJson::bytes);
            case FIXED -> {
                var size = schema.getFixedSize();
                yield bytes(schema, avro -> bytes(avro, size));
            }
            case ENUM -> symbol(schema.getEnumSymbols());
            case ARRAY -> array(reader(schema.getElementType()));
            case MAP -> map(reader(schema.getValueType()));
            case UNION -> union(schema.getTypes().stream().map(this::reader).toArray(AvroReader[]::new));
            case RECORD -> struct(schema);
        };
    }

    private interface Bytes {
        byte[] read(BinaryDecoder avro) throws IOException;
    }

    private static AvroReader bytes(Schema schema, Bytes bytes) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? (avro, json) -> json.writeNumber(new BigDecimal(new BigInteger(bytes.read(avro)), decimal.getScale()))
                : (avro, json) -> json.writeBinary(bytes.read(avro));
    }

    private static String text(BinaryDecoder avro) throws IOException {
        return new String(bytes(avro), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(BinaryDecoder avro) throws IOException {
        return bytes(avro, avro.readLong());
    }

    /** No more than there is: who writes to a topic may write any length. */
    private static byte[] bytes(BinaryDecoder avro, long length) throws IOException {
        if (length < 0 || length > avro.inputStream().available()) {
            throw new EOFException();
        }
        var bytes = new byte[(int) length];
        avro.readFixed(bytes);
        return bytes;
    }

    private static AvroReader symbol(List<String> symbols) {
        return (avro, json) -> json.writeString(symbols.get(avro.readEnum()));
    }

    private static AvroReader array(AvroReader element) {
        return (avro, json) -> {
            json.writeStartArray();
            for (var count = avro.readArrayStart(); count > 0; count = avro.arrayNext()) {
                for (var item = 0L; item < count; item++) {
                    element.read(avro, json);
                }
            }
            json.writeEndArray();
        };
    }

    private static AvroReader map(AvroReader element) {
        return (avro, json) -> {
            json.writeStartObject();
            for (var count = avro.readMapStart(); count > 0; count = avro.mapNext()) {
                for (var item = 0L; item < count; item++) {
                    json.writeFieldName(text(avro));
                    element.read(avro, json);
                }
            }
            json.writeEndObject();
        };
    }

    private static AvroReader union(AvroReader[] branches) {
        return (avro, json) -> branches[avro.readIndex()].read(avro, json);
    }

    /** One that is in itself is made before its fields are. */
    private AvroReader struct(Schema schema) {
        var known = records.get(schema);
        if (known == null) {
            known = new AvroReader[1];
            records.put(schema, known);
            known[0] = struct(schema.getFields().stream()
                    .map(field -> new AvroField(name(field), reader(field.schema())))
                    .toArray(AvroField[]::new));
        }
        var made = known;
        return (avro, json) -> made[0].read(avro, json);
    }

    private static String name(Schema.Field field) {
        var column = field.getObjectProp(AvroNames.COLUMN);
        return column instanceof String text ? text : field.name();
    }

    private static AvroReader struct(AvroField[] fields) {
        return (avro, json) -> {
            json.writeStartObject();
            for (var field : fields) {
                json.writeFieldName(field.name());
                field.reader().read(avro, json);
            }
            json.writeEndObject();
        };
    }
}
