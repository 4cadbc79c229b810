package io.hindsight.warehouse.iceberg;

import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.warehouse.SpelledType;
import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** What Iceberg makes of each type, and what each of its types can be: it has no unsigned numbers, and 38 digits at most. */
final class IcebergTypes {

    static final int MOST_DIGITS = 38;

    private IcebergTypes() {}

    static Type of(ColumnType type) {
        return switch (type.kind()) {
            case WHOLE -> whole(type.bits() + (type.isSigned() ? 0 : 1));
            case DECIMAL -> type.precision() <= MOST_DIGITS
                    ? Types.DecimalType.of(type.precision(), type.scale())
                    : Types.StringType.get();
            case FLOAT -> type.bits() == 32 ? Types.FloatType.get() : Types.DoubleType.get();
            case BIT -> type.bits() == 1 ? Types.BooleanType.get() : whole(type.bits() + 1);
            case YEAR -> Types.IntegerType.get();
            case DATE -> Types.DateType.get();
            case TIME -> Types.TimeType.get();
            case DATETIME -> Types.TimestampType.withoutZone();
            case TIMESTAMP -> Types.TimestampType.withZone();
            case TEXT, ENUM, SET, JSON, ARRAY -> Types.StringType.get();
            case BINARY, GEOMETRY -> Types.BinaryType.get();
            case UUID -> Types.UUIDType.get();
        };
    }

    private static Type whole(int bits) {
        return bits <= 32 ? Types.IntegerType.get() : bits <= 64 ? Types.LongType.get() : Types.DecimalType.of(20, 0);
    }

    static List<ColumnType> read(String type) {
        var spelled = SpelledType.of(type);
        return switch (spelled.name()) {
            case "int" -> List.of(
                    new ColumnType.Whole(32, true), new ColumnType.Plain(TypeKind.YEAR), new ColumnType.Bits(31));
            case "long" -> List.of(new ColumnType.Whole(64, true), new ColumnType.Bits(63));
            case "decimal" -> List.of(
                    new ColumnType.Whole(64, false),
                    new ColumnType.Bits(64),
                    new ColumnType.Decimal(spelled.size(), spelled.scale()));
            case "float" -> List.of(new ColumnType.Floating(32));
            case "double" -> List.of(new ColumnType.Floating(64));
            case "boolean" -> List.of(new ColumnType.Bits(1));
            case "date" -> List.of(new ColumnType.Plain(TypeKind.DATE));
            case "time" -> List.of(new ColumnType.Time(TypeKind.TIME, 6));
            case "timestamp" -> List.of(new ColumnType.Time(TypeKind.DATETIME, 6));
            case "timestamptz" -> List.of(new ColumnType.Time(TypeKind.TIMESTAMP, 6));
            case "string" -> List.of(
                    new ColumnType.Text(ColumnType.UNLIMITED),
                    new ColumnType.Labels(TypeKind.ENUM, ColumnType.UNLIMITED),
                    new ColumnType.Labels(TypeKind.SET, ColumnType.UNLIMITED),
                    new ColumnType.Plain(TypeKind.JSON));
            case "binary" -> List.of(
                    new ColumnType.Binary(ColumnType.UNLIMITED), new ColumnType.Plain(TypeKind.GEOMETRY));
            case "uuid" -> List.of(new ColumnType.Plain(TypeKind.UUID));
            default -> List.of();
        };
    }
}
