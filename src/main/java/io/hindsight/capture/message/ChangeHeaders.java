package io.hindsight.capture.message;

import io.debezium.data.Envelope;
import io.hindsight.capture.CaptureException;
import io.hindsight.history.Message;
import io.hindsight.source.mysql.DdlType;
import io.hindsight.table.ColumnWords;
import io.hindsight.table.ColumnsHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The headers of a change's message: the source's epoch, and the columns that the table had when the change was made.
 * Debezium says those in the parameters of a row's schema, by {@code column.propagate.source.type}.
 */
final class ChangeHeaders {

    private static final String PARAMETER = "__debezium.source.column.";

    /** A table's schema is a new object after each DDL and each start; this many are kept. */
    private static final int KNOWN_SCHEMAS = 1_000;

    /** Most characters of a MEDIUMTEXT. */
    private static final int MEDIUM = 16_777_215;

    private final byte[] epoch;
    private final Map<Schema, Map<String, Object>> known = new IdentityHashMap<>();

    ChangeHeaders(int epoch) {
        this.epoch = String.valueOf(epoch).getBytes(StandardCharsets.US_ASCII);
    }

    /** Of what is no row. */
    Map<String, Object> plain() {
        return Map.of(Message.EPOCH, epoch);
    }

    /** Of a row's change. */
    Map<String, Object> of(SourceRecord change) {
        var headers = known.get(change.valueSchema());
        if (headers == null) {
            if (known.size() >= KNOWN_SCHEMAS) {
                known.clear();
            }
            headers = made(change);
            known.put(change.valueSchema(), headers);
        }
        return headers;
    }

    /** Of a table that was emptied: it has the schema of the table's rows, but says no key, so rows don't get these. */
    Map<String, Object> ofTruncate(SourceRecord change) {
        return made(change);
    }

    private Map<String, Object> made(SourceRecord change) {
        return Map.of(Message.EPOCH, epoch, ColumnsHeader.NAME, ColumnsHeader.write(columns(change)));
    }

    static List<ColumnWords> columns(SourceRecord change) {
        var columns = new ArrayList<ColumnWords>();
        for (var field :
                change.valueSchema().field(Envelope.FieldName.AFTER).schema().fields()) {
            var key = change.keySchema() == null ? null : change.keySchema().field(field.name());
            columns.add(column(field, key == null ? 0 : key.index() + 1));
        }
        return columns;
    }

    private static ColumnWords column(Field field, int keyPosition) {
        var parameters = field.schema().parameters();
        var spelled = parameters == null ? null : parameters.get(PARAMETER + "type");
        if (spelled == null) {
            throw new CaptureException("Debezium says no type of column " + field.name()
                    + ": leave column.propagate.source.type as it is");
        }
        var length = Integer.parseInt(parameters.getOrDefault(PARAMETER + "length", "0"));
        var type = DdlType.of(spelled, length);
        return new ColumnWords(
                field.name(),
                type.dataType(),
                type.unsigned(),
                precision(type.dataType(), length, field),
                Integer.parseInt(parameters.getOrDefault(PARAMETER + "scale", "0")),
                field.schema().isOptional(),
                keyPosition);
    }

    /** What a type is when its brackets are left out; for an integer they say how wide it is printed. */
    private static int precision(String dataType, int length, Field field) {
        return switch (dataType) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "year", "float", "double" -> 0;
            case "decimal" -> length == 0 ? 10 : length;
            case "bit", "char", "binary" -> Math.max(1, length);
            case "tinytext", "tinyblob" -> 255;
            case "text", "blob" -> length == 0 ? 65_535 : MEDIUM;
            case "mediumtext", "mediumblob" -> MEDIUM;
            case "longtext", "longblob" -> Integer.MAX_VALUE;
            case "enum" -> allowed(field).mapToInt(String::length).max().orElse(0);
                // all of them, and commas between
            case "set" -> Math.max(
                    0, allowed(field).mapToInt(value -> value.length() + 1).sum() - 1);
            default -> length;
        };
    }

    private static Stream<String> allowed(Field field) {
        return Arrays.stream(
                field.schema().parameters().getOrDefault("allowed", "").split(","));
    }
}
