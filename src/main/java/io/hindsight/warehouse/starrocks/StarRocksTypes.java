package io.hindsight.warehouse.starrocks;

import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.warehouse.SpelledType;
import java.util.List;
import java.util.Set;

/** What StarRocks makes of each type, and what each of its types can be: it counts bytes of text, and has no TIME. */
final class StarRocksTypes {

    /** Bytes of a value, and of one as base64. */
    static final int LARGEST_VALUE = 1_048_576;

    static final int BYTES_OF_A_CHARACTER = 4;

    /** As in -838:59:59.000000. */
    static final int LONGEST_TIME = 17;

    static final int UUID = 36;

    private StarRocksTypes() {}

    static String of(ColumnType type) {
        return switch (type.kind()) {
            case WHOLE -> whole(type.bits() + (type.isSigned() ? 0 : 1));
            case DECIMAL -> "decimal(" + type.precision() + ", " + type.scale() + ")";
            case FLOAT -> type.bits() == 32 ? "float" : "double";
            case BIT -> type.bits() == 1 ? "boolean" : type.bits() < 64 ? "bigint" : "largeint";
            case YEAR -> "smallint";
            case DATE -> "date";
            case TIME -> "varchar(" + LONGEST_TIME + ")";
            case DATETIME, TIMESTAMP -> "datetime";
            case TEXT, ENUM, SET -> "varchar(" + bytes(type) + ")";
            case UUID -> "varchar(" + UUID + ")";
            case JSON, ARRAY -> "varchar(" + LARGEST_VALUE + ")";
            case BINARY, GEOMETRY -> "varbinary";
        };
    }

    private static String whole(int bits) {
        return bits <= 8
                ? "tinyint"
                : bits <= 16 ? "smallint" : bits <= 32 ? "int" : bits <= 64 ? "bigint" : "largeint";
    }

    private static long bytes(ColumnType type) {
        var most = (long) BYTES_OF_A_CHARACTER * type.length();
        return most == 0 ? LARGEST_VALUE : Math.min(LARGEST_VALUE, most);
    }

    /** Whether a column can be altered so; a decimal's digits are looked at by whoever asks. */
    static boolean widens(String from, String to) {
        var target = SpelledType.of(to).name();
        return switch (SpelledType.of(from).name()) {
            case "tinyint" -> Set.of("smallint", "int", "bigint", "largeint", "double", "varchar")
                    .contains(target);
            case "smallint" -> Set.of("int", "bigint", "largeint", "double", "varchar")
                    .contains(target);
            case "int" -> Set.of("bigint", "largeint", "double", "varchar").contains(target);
            case "bigint" -> Set.of("largeint", "double", "varchar").contains(target);
            case "largeint", "double" -> target.equals("varchar");
            case "float" -> Set.of("double", "varchar").contains(target);
            case "decimal" -> Set.of("decimal", "varchar").contains(target);
            case "date" -> target.equals("datetime");
            case "varchar" -> target.equals("varchar");
            default -> false;
        };
    }

    static List<ColumnType> read(String type) {
        var spelled = SpelledType.of(type);
        return switch (spelled.name()) {
            case "tinyint" -> List.of(new ColumnType.Whole(8, true));
            case "smallint" -> List.of(new ColumnType.Whole(16, true), new ColumnType.Plain(TypeKind.YEAR));
            case "int" -> List.of(new ColumnType.Whole(32, true));
            case "bigint" -> List.of(new ColumnType.Whole(64, true), new ColumnType.Bits(63));
            case "largeint" -> List.of(new ColumnType.Whole(64, false), new ColumnType.Bits(64));
            case "decimal" -> List.of(new ColumnType.Decimal(spelled.size(), spelled.scale()));
            case "float" -> List.of(new ColumnType.Floating(32));
            case "double" -> List.of(new ColumnType.Floating(64));
            case "boolean" -> List.of(new ColumnType.Bits(1));
            case "date" -> List.of(new ColumnType.Plain(TypeKind.DATE));
            case "datetime" -> List.of(
                    new ColumnType.Time(TypeKind.DATETIME, 6), new ColumnType.Time(TypeKind.TIMESTAMP, 6));
            case "varchar" -> varchar(spelled.size());
            case "varbinary" -> List.of(
                    new ColumnType.Binary(ColumnType.UNLIMITED), new ColumnType.Plain(TypeKind.GEOMETRY));
            default -> List.of();
        };
    }

    private static List<ColumnType> varchar(int bytes) {
        var length = bytes == LARGEST_VALUE ? ColumnType.UNLIMITED : bytes / BYTES_OF_A_CHARACTER;
        return List.of(
                new ColumnType.Text(length),
                new ColumnType.Labels(TypeKind.ENUM, length),
                new ColumnType.Labels(TypeKind.SET, length),
                new ColumnType.Time(TypeKind.TIME, 6),
                new ColumnType.Plain(TypeKind.UUID),
                new ColumnType.Plain(TypeKind.JSON));
    }
}
