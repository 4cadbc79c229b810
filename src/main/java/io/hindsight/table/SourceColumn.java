package io.hindsight.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/**
 * A column as the source's schema describes it.
 *
 * @param dataType in the words of {@code information_schema.columns.data_type}
 * @param precision digits of a DECIMAL, bits of a BIT, digits after the second of a time
 * @param keyPosition its place in the primary key, from 1; 0 when it isn't part of it
 */
public record SourceColumn(
        String name, String dataType, boolean unsigned, int precision, int scale, boolean nullable, int keyPosition) {

    public static SourceColumn read(ResultSet row) throws SQLException {
        var dataType = row.getString("data_type").toLowerCase(Locale.ROOT);
        return new SourceColumn(
                row.getString("column_name"),
                dataType,
                row.getString("column_type").contains("unsigned"),
                row.getInt(size(dataType)),
                row.getInt("numeric_scale"),
                row.getString("is_nullable").equals("YES"),
                row.getInt("key_position"));
    }

    /** Which column of the schema says how large a value can be. */
    private static String size(String dataType) {
        return MySqlType.of(dataType)
                .map(type -> switch (type) {
                    case TIME, DATETIME, TIMESTAMP -> "datetime_precision";
                    case TEXT, ENUM, BINARY -> "characters";
                    default -> "numeric_precision";
                })
                .orElse("numeric_precision");
    }

    Column declared(TableDeclaration declaration, boolean key) {
        var column = unmasked(declaration, key);
        var mask = declaration.masks().get(name);
        return mask == null ? column : mask.masked(column);
    }

    private Column unmasked(TableDeclaration declaration, boolean key) {
        return new Column(
                name,
                declaration.rename().getOrDefault(name, name),
                MySqlType.of(dataType)
                        .orElseThrow(() -> new InvalidTableException(
                                declaration,
                                "column " + name + " is of type " + dataType + ", which isn't kept yet",
                                "leave it out: exclude=" + name)),
                unsigned,
                precision,
                scale,
                nullable && !key,
                key,
                !key
                        && (declaration.tracked().isEmpty()
                                || declaration.tracked().contains(name)));
    }
}
