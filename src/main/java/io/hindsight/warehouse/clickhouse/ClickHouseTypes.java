package io.hindsight.warehouse.clickhouse;

import io.hindsight.table.Column;
import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.warehouse.SpelledType;
import java.util.List;

/** What ClickHouse makes of each type, and what each of its types can be: NULL is part of a type, a key has none. */
final class ClickHouseTypes {

    private ClickHouseTypes() {}

    static String of(Column column) {
        var type = of(column.type());
        if (column.key() || !column.nullable() && !column.type().isTemporal()) {
            return type;
        }
        return type.startsWith("LowCardinality") ? "LowCardinality(Nullable(String))" : "Nullable(" + type + ")";
    }

    private static String of(ColumnType type) {
        return switch (type.kind()) {
            case WHOLE -> (type.isSigned() ? "Int" : "UInt") + (type.bits() == 24 ? 32 : type.bits());
            case DECIMAL -> "Decimal(" + type.precision() + ", " + type.scale() + ")";
            case FLOAT -> "Float" + type.bits();
            case BIT -> type.bits() == 1 ? "Bool" : "UInt64";
            case YEAR -> "UInt16";
            case DATE -> "Date32";
            case TIME -> "Time64(" + type.precision() + ")";
            case DATETIME, TIMESTAMP -> "DateTime64(" + type.precision() + ", 'UTC')";
            case ENUM -> "LowCardinality(String)";
            case UUID -> "UUID";
            case TEXT, SET, BINARY, JSON, GEOMETRY, ARRAY -> "String";
        };
    }

    static List<ColumnType> read(String type) {
        if (type.startsWith("LowCardinality(")) {
            return List.of(new ColumnType.Labels(TypeKind.ENUM, ColumnType.UNLIMITED));
        }
        var spelled = SpelledType.of(type.replaceFirst("^Nullable\\(", "").replaceFirst("\\)$", ""));
        return switch (spelled.name()) {
            case "Int8", "Int16", "Int32", "Int64" -> List.of(new ColumnType.Whole(bits(spelled, "Int"), true));
            case "UInt16" -> List.of(new ColumnType.Whole(16, false), new ColumnType.Plain(TypeKind.YEAR));
            case "UInt64" -> List.of(new ColumnType.Whole(64, false), new ColumnType.Bits(64));
            case "UInt8", "UInt32" -> List.of(new ColumnType.Whole(bits(spelled, "UInt"), false));
            case "Decimal" -> List.of(new ColumnType.Decimal(spelled.size(), spelled.scale()));
            case "Float32", "Float64" -> List.of(new ColumnType.Floating(bits(spelled, "Float")));
            case "Bool" -> List.of(new ColumnType.Bits(1));
            case "Date32" -> List.of(new ColumnType.Plain(TypeKind.DATE));
            case "Time64" -> List.of(new ColumnType.Time(TypeKind.TIME, spelled.size()));
            case "DateTime64" -> List.of(
                    new ColumnType.Time(TypeKind.DATETIME, spelled.size()),
                    new ColumnType.Time(TypeKind.TIMESTAMP, spelled.size()));
            case "UUID" -> List.of(new ColumnType.Plain(TypeKind.UUID));
            case "String" -> List.of(
                    new ColumnType.Text(ColumnType.UNLIMITED),
                    new ColumnType.Labels(TypeKind.SET, ColumnType.UNLIMITED),
                    new ColumnType.Binary(ColumnType.UNLIMITED),
                    new ColumnType.Plain(TypeKind.JSON),
                    new ColumnType.Plain(TypeKind.GEOMETRY));
            default -> List.of();
        };
    }

    private static int bits(SpelledType type, String name) {
        return Integer.parseInt(type.name().substring(name.length()));
    }
}
