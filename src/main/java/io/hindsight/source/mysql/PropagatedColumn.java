package io.hindsight.source.mysql;

import io.hindsight.capture.CaptureException;
import io.hindsight.table.ColumnWords;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;

/** Reads a column as its DDL spelled it, which Debezium says in the parameters of a row's schema. */
final class PropagatedColumn {

    private static final String PARAMETER = "__debezium.source.column.";

    /** Most characters of a MEDIUMTEXT. */
    private static final int MEDIUM = 16_777_215;

    private PropagatedColumn() {}

    static ColumnWords of(Field field, int keyPosition) {
        var parameters = field.schema().parameters();
        var spelled = parameters == null ? null : parameters.get(PARAMETER + "type");
        if (spelled == null) {
            throw new CaptureException("Debezium says no type of column " + field.name()
                    + ": leave column.propagate.source.type as it is");
        }
        var length = Integer.parseInt(parameters.getOrDefault(PARAMETER + "length", "0"));
        var type = DdlType.of(spelled, parameters.containsKey(PARAMETER + "scale") ? 0 : length);
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
            case "enum" -> Math.max(
                    length, allowed(field).mapToInt(String::length).max().orElse(0));
                // all of them, and commas between
            case "set" -> Math.max(
                    length, allowed(field).mapToInt(value -> value.length() + 1).sum() - 1);
            default -> length;
        };
    }

    private static Stream<String> allowed(Field field) {
        return Arrays.stream(
                field.schema().parameters().getOrDefault("allowed", "").split(","));
    }
}
