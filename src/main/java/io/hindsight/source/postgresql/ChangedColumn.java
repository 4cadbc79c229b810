package io.hindsight.source.postgresql;

import io.debezium.data.Enum;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.hindsight.capture.CaptureException;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnWords;
import java.util.Locale;
import org.apache.kafka.connect.data.Field;

/** Reads a column as the RELATION message before its change has it, which Debezium says in the row's schema. */
final class ChangedColumn {

    private static final String PARAMETER = "__debezium.source.column.";

    private ChangedColumn() {}

    static ColumnWords of(Field field, int keyPosition) {
        var parameters = field.schema().parameters();
        var said = parameters == null ? null : parameters.get(PARAMETER + "type");
        if (said == null) {
            throw new CaptureException("Debezium says no type of column " + field.name()
                    + ": leave column.propagate.source.type as it is");
        }
        var name = Enum.LOGICAL_NAME.equals(field.schema().name()) ? "enum" : said.toLowerCase(Locale.ROOT);
        var length = Integer.parseInt(parameters.getOrDefault(PARAMETER + "length", "0"));
        var scale = Integer.parseInt(parameters.getOrDefault(PARAMETER + "scale", "0"));
        return new ColumnWords(
                field.name(),
                PostgresTypes.PREFIX + name,
                false,
                precision(name, length, scale, field),
                name.equals("numeric") ? scale : 0,
                field.schema().isOptional(),
                keyPosition);
    }

    private static int precision(String name, int length, int scale, Field field) {
        return switch (name) {
            case "numeric" -> length;
            case "timestamp" -> Timestamp.SCHEMA_NAME.equals(field.schema().name())
                    ? Math.min(scale, 3)
                    : MicroTimestamp.SCHEMA_NAME.equals(field.schema().name()) && scale <= 3 ? 6 : scale;
            case "timestamptz", "time" -> scale;
            case "varchar", "bpchar" -> length;
            default -> ColumnType.UNLIMITED;
        };
    }
}
