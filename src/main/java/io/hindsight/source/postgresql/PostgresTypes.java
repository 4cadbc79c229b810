package io.hindsight.source.postgresql;

import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.ColumnWords;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TypeWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Maps the types of a PostgreSQL that is a source, each by its name in {@code pg_type} behind {@link #PREFIX}. Those that
 * have no like elsewhere, and those that users and extensions make, are kept as the text that the server writes.
 */
public final class PostgresTypes implements TypeWords {

    /** What each word of this source begins with. */
    static final String PREFIX = "postgresql:";

    /** Of an amount of money, which is eight bytes wide. */
    private static final ColumnType MONEY = new ColumnType.Decimal(19, 2);

    @Override
    public Optional<ColumnType> read(ColumnWords column) {
        return column.type().startsWith(PREFIX)
                ? Optional.of(type(new PostgresWords(
                        column.type().substring(PREFIX.length()),
                        column.precision(),
                        column.scale(),
                        column.nullable())))
                : Optional.empty();
    }

    private static ColumnType type(PostgresWords words) {
        var size = words.precision();
        return switch (words.name()) {
            case "int2" -> new ColumnType.Whole(16, true);
            case "int4" -> new ColumnType.Whole(32, true);
            case "int8" -> new ColumnType.Whole(64, true);
            case "oid" -> new ColumnType.Whole(32, false);
            case "bool" -> new ColumnType.Bits(1);
            case "numeric" -> size == 0 ? new ColumnType.Text(ColumnType.UNLIMITED) : decimal(size, words.scale());
            case "money" -> MONEY;
            case "float4" -> new ColumnType.Floating(32);
            case "float8" -> new ColumnType.Floating(64);
            case "date" -> new ColumnType.Plain(TypeKind.DATE);
            case "timestamp" -> new ColumnType.Time(TypeKind.DATETIME, size);
            case "timestamptz" -> new ColumnType.Time(TypeKind.TIMESTAMP, size);
            case "time" -> new ColumnType.Time(TypeKind.TIME, size);
            case "bytea" -> new ColumnType.Binary(ColumnType.UNLIMITED);
            case "json", "jsonb" -> new ColumnType.Plain(TypeKind.JSON);
            case "uuid" -> new ColumnType.Plain(TypeKind.UUID);
            case PostgresWords.ENUM -> new ColumnType.Labels(TypeKind.ENUM, ColumnType.UNLIMITED);
            default -> new ColumnType.Text(size);
        };
    }

    /** A scale may be less than nothing, or more than there are digits. */
    private static ColumnType decimal(int precision, int scale) {
        return scale < 0
                ? new ColumnType.Decimal(precision - scale, 0)
                : new ColumnType.Decimal(Math.max(precision, scale), scale);
    }

    /** Reads a column out of a row of the catalogue, which knows labels too. */
    public static SourceColumn column(ResultSet row) throws SQLException {
        var words = words(row);
        var isEnum = words.name().equals(PostgresWords.ENUM);
        var type = type(words);
        return new SourceColumn(
                row.getString("attname"),
                row.getString("spelled"),
                Optional.of(isEnum ? labels((String[]) row.getArray("labels").getArray()) : type),
                words.nullable(),
                row.getInt("key_position"));
    }

    public static PostgresWords words(ResultSet row) throws SQLException {
        return PostgresWords.of(
                row.getString("typtype").equals("e") ? PostgresWords.ENUM : row.getString("typname"),
                row.getInt("modifier"),
                !row.getBoolean("required"));
    }

    private static ColumnType labels(String[] labels) {
        return new ColumnType.Labels(
                TypeKind.ENUM,
                Arrays.stream(labels).mapToInt(String::length).max().orElse(0),
                List.of(labels));
    }
}
