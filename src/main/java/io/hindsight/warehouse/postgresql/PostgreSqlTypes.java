package io.hindsight.warehouse.postgresql;

import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.warehouse.SpelledType;
import java.util.List;

/** What PostgreSQL makes of each type, and what each of its types can be: it has no unsigned numbers. */
final class PostgreSqlTypes {

    private static final String UNSIGNED_64 = "numeric(20, 0)";

    private PostgreSqlTypes() {}

    static String of(ColumnType type) {
        return switch (type.kind()) {
            case WHOLE -> whole(type.bits() + (type.isSigned() ? 0 : 1));
            case DECIMAL -> "numeric(" + type.precision() + ", " + type.scale() + ")";
            case FLOAT -> type.bits() == 32 ? "real" : "double precision";
            case BIT -> type.bits() == 1 ? "boolean" : type.bits() < 64 ? "bigint" : UNSIGNED_64;
            case YEAR -> "smallint";
            case DATE -> "date";
            case TIME -> "interval(" + type.precision() + ")";
            case DATETIME -> "timestamp(" + type.precision() + ")";
            case TIMESTAMP -> "timestamptz(" + type.precision() + ")";
            case TEXT, ENUM, SET -> "text";
            case BINARY, GEOMETRY -> "bytea";
            case JSON, ARRAY -> "jsonb";
            case UUID -> "uuid";
        };
    }

    private static String whole(int bits) {
        return bits <= 16 ? "smallint" : bits <= 32 ? "integer" : bits <= 64 ? "bigint" : UNSIGNED_64;
    }

    static List<ColumnType> read(String type) {
        var spelled = SpelledType.of(type);
        return switch (spelled.name()) {
            case "smallint" -> List.of(new ColumnType.Whole(16, true), new ColumnType.Plain(TypeKind.YEAR));
            case "integer" -> List.of(new ColumnType.Whole(32, true));
            case "bigint" -> List.of(new ColumnType.Whole(64, true), new ColumnType.Bits(63));
            case "numeric" -> List.of(
                    new ColumnType.Whole(64, false),
                    new ColumnType.Bits(64),
                    new ColumnType.Decimal(spelled.size(), spelled.scale()));
            case "real" -> List.of(new ColumnType.Floating(32));
            case "double precision" -> List.of(new ColumnType.Floating(64));
            case "boolean" -> List.of(new ColumnType.Bits(1));
            case "date" -> List.of(new ColumnType.Plain(TypeKind.DATE));
            case "interval" -> List.of(new ColumnType.Time(TypeKind.TIME, spelled.size()));
            case "timestamp" -> List.of(new ColumnType.Time(TypeKind.DATETIME, spelled.size()));
            case "timestamptz" -> List.of(new ColumnType.Time(TypeKind.TIMESTAMP, spelled.size()));
            case "text" -> List.of(
                    new ColumnType.Text(ColumnType.UNLIMITED),
                    new ColumnType.Labels(TypeKind.ENUM, ColumnType.UNLIMITED),
                    new ColumnType.Labels(TypeKind.SET, ColumnType.UNLIMITED));
            case "bytea" -> List.of(
                    new ColumnType.Binary(ColumnType.UNLIMITED), new ColumnType.Plain(TypeKind.GEOMETRY));
            case "jsonb" -> List.of(new ColumnType.Plain(TypeKind.JSON));
            case "uuid" -> List.of(new ColumnType.Plain(TypeKind.UUID));
            default -> List.of();
        };
    }
}
