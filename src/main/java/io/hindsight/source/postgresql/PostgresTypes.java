package io.hindsight.source.postgresql;

import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.ColumnWords;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TypeWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Maps the types of a PostgreSQL that is a source, each by its name in {@code pg_type} behind {@link #PREFIX}. */
public final class PostgresTypes implements TypeWords {

    /** What each word of this source begins with. */
    public static final String PREFIX = "postgresql:";

    @Override
    public Optional<ColumnType> read(ColumnWords column) {
        return column.type().startsWith(PREFIX)
                ? Optional.ofNullable(type(column, column.type().substring(PREFIX.length())))
                : Optional.empty();
    }

    private static ColumnType type(ColumnWords column, String name) {
        var size = column.precision();
        return switch (name) {
            case "int2" -> new ColumnType.Whole(16, true);
            case "int4" -> new ColumnType.Whole(32, true);
            case "int8" -> new ColumnType.Whole(64, true);
            case "bool" -> new ColumnType.Bits(1);
            case "numeric" -> new ColumnType.Decimal(size, column.scale());
            case "float4" -> new ColumnType.Floating(32);
            case "float8" -> new ColumnType.Floating(64);
            case "date" -> new ColumnType.Plain(TypeKind.DATE);
            case "timestamp" -> new ColumnType.Time(TypeKind.DATETIME, size);
            case "timestamptz" -> new ColumnType.Time(TypeKind.TIMESTAMP, size);
            case "time" -> new ColumnType.Time(TypeKind.TIME, size);
            case "varchar", "bpchar", "text" -> new ColumnType.Text(size);
            case "bytea" -> new ColumnType.Binary(ColumnType.UNLIMITED);
            case "json", "jsonb" -> new ColumnType.Plain(TypeKind.JSON);
            case "uuid" -> new ColumnType.Plain(TypeKind.UUID);
            default -> null;
        };
    }

    /** Reads a column out of a row of the catalogue. */
    static SourceColumn column(ResultSet row) throws SQLException {
        var name = row.getString("typname");
        var modifier = row.getInt("modifier");
        var words = new ColumnWords(
                row.getString("attname"),
                PREFIX + name,
                false,
                precision(name, modifier),
                name.equals("numeric") && modifier >= 4 ? (short) ((modifier - 4 & 0x7ff ^ 1024) - 1024) : 0,
                !row.getBoolean("required"),
                row.getInt("key_position"));
        return new SourceColumn(
                words.name(),
                row.getString("spelled"),
                Optional.ofNullable(type(words, name)),
                words.nullable(),
                words.keyPosition());
    }

    /** What a type's modifier says, whose form is each type's own. */
    private static int precision(String name, int modifier) {
        return switch (name) {
            case "numeric" -> modifier < 4 ? 0 : modifier - 4 >> 16 & 0xffff;
            case "timestamp", "timestamptz", "time" -> modifier < 0 ? 6 : modifier;
            case "varchar", "bpchar" -> modifier < 4 ? ColumnType.UNLIMITED : modifier - 4;
            default -> ColumnType.UNLIMITED;
        };
    }
}
