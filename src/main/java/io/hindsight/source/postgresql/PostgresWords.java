package io.hindsight.source.postgresql;

import io.debezium.spi.converter.RelationalColumn;
import io.hindsight.capture.CaptureException;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnWords;
import java.sql.Types;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Says what a column's type is: of a domain, the type that it is made of.
 *
 * @param name of the type in {@code pg_type}, or {@link #ENUM}
 * @param precision digits of a number, or after the second of a time, characters of a text; unlimited where none is said
 * @param nullable whether the column can have no value
 * @param scale digits after the point; fewer than none where the last ones before it are rounded
 */
public record PostgresWords(String name, int precision, int scale, boolean nullable) {

    /** Any type that is a list of labels. */
    public static final String ENUM = "enum";

    private static final String TYPE = "hindsight.type";
    private static final String PRECISION = "hindsight.precision";
    private static final String SCALE = "hindsight.scale";
    private static final String NULLABLE = "hindsight.nullable";

    /** Types of the server's own have numbers that never change; those that aren't here are kept as their text. */
    private static final Map<Integer, String> OWN = Map.ofEntries(
            Map.entry(16, "bool"),
            Map.entry(17, "bytea"),
            Map.entry(20, "int8"),
            Map.entry(21, "int2"),
            Map.entry(23, "int4"),
            Map.entry(25, "text"),
            Map.entry(26, "oid"),
            Map.entry(114, "json"),
            Map.entry(700, "float4"),
            Map.entry(701, "float8"),
            Map.entry(790, "money"),
            Map.entry(1042, "bpchar"),
            Map.entry(1043, "varchar"),
            Map.entry(1082, "date"),
            Map.entry(1083, "time"),
            Map.entry(1114, "timestamp"),
            Map.entry(1184, "timestamptz"),
            Map.entry(1700, "numeric"),
            Map.entry(2950, "uuid"),
            Map.entry(3802, "jsonb"));

    private static final int FIRST_OF_A_USER = 16_384;

    /** The longest number; the driver's for one without limits is longer. */
    private static final int MOST_DIGITS = 1_000;

    private static final int MICROSECONDS = 6;

    /** Reads what Debezium's model of the table says. */
    public static PostgresWords of(RelationalColumn column) {
        var nullable = column.isOptional();
        var isEnum = column.jdbcType() == Types.VARCHAR && column.nativeType() >= FIRST_OF_A_USER;
        var name = isEnum ? ENUM : OWN.getOrDefault(column.nativeType(), column.typeName());
        var length = column.length().orElse(0);
        var scale = column.scale().orElse(0);
        return switch (name) {
            case "numeric" -> length < 1 || length > MOST_DIGITS
                    ? new PostgresWords(name, 0, 0, nullable)
                    // the driver doesn't know of scales below nothing, which are written in eleven bits
                    : new PostgresWords(name, length, scale > MOST_DIGITS ? (scale & 0x7ff) - 0x800 : scale, nullable);
            case "time", "timestamp", "timestamptz" -> new PostgresWords(
                    name, column.scale().orElse(MICROSECONDS), 0, nullable);
            case "varchar", "bpchar" -> new PostgresWords(
                    name, length < 1 ? ColumnType.UNLIMITED : length, 0, nullable);
            default -> new PostgresWords(name, ColumnType.UNLIMITED, 0, nullable);
        };
    }

    /** Reads what a modifier of the catalogue says, whose form is each type's own. */
    static PostgresWords of(String name, int modifier, boolean nullable) {
        return switch (name) {
            case "numeric" -> modifier < 4
                    ? new PostgresWords(name, 0, 0, nullable)
                    : new PostgresWords(
                            name, modifier - 4 >> 16 & 0xffff, (modifier - 4 & 0x7ff ^ 0x400) - 0x400, nullable);
            case "time", "timestamp", "timestamptz" -> new PostgresWords(
                    name, modifier < 0 ? MICROSECONDS : modifier, 0, nullable);
            case "varchar", "bpchar" -> new PostgresWords(
                    name, modifier < 4 ? ColumnType.UNLIMITED : modifier - 4, 0, nullable);
            default -> new PostgresWords(name, ColumnType.UNLIMITED, 0, nullable);
        };
    }

    /**
     * Puts them where a change's reader finds them; the schema itself is of a value that may be missing, as most are of a
     * row before it was deleted.
     */
    public void write(SchemaBuilder schema) {
        schema.optional();
        schema.parameter(NULLABLE, String.valueOf(nullable));
        schema.parameter(TYPE, name);
        schema.parameter(PRECISION, String.valueOf(precision));
        schema.parameter(SCALE, String.valueOf(scale));
    }

    /** Reads what {@link #write} wrote of a column. */
    public static ColumnWords column(Field field, int keyPosition) {
        var parameters = field.schema().parameters();
        if (parameters == null || !parameters.containsKey(TYPE)) {
            throw new CaptureException("the engine says no type of column " + field.name()
                    + ": leave the converter of its values as it is");
        }
        return new ColumnWords(
                field.name(),
                PostgresTypes.PREFIX + parameters.get(TYPE),
                false,
                Integer.parseInt(parameters.get(PRECISION)),
                Integer.parseInt(parameters.get(SCALE)),
                Boolean.parseBoolean(parameters.get(NULLABLE)),
                keyPosition);
    }
}
