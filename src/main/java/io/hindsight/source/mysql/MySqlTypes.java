package io.hindsight.source.mysql;

import io.hindsight.table.ColumnType;
import io.hindsight.table.ColumnType.TypeKind;
import io.hindsight.table.ColumnWords;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TypeWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Maps the types of MySQL and MariaDB, in the words of {@code information_schema.columns.data_type}. */
public final class MySqlTypes implements TypeWords {

    private static final int LONGEST_INET4 = 15;
    private static final int LONGEST_INET6 = 39;

    private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

    @Override
    public Optional<ColumnType> read(ColumnWords column) {
        return Optional.ofNullable(type(column));
    }

    private static ColumnType type(ColumnWords column) {
        var size = column.precision();
        return switch (column.type().toLowerCase(Locale.ROOT)) {
            case "tinyint" -> new ColumnType.Whole(8, !column.unsigned());
            case "smallint" -> new ColumnType.Whole(16, !column.unsigned());
            case "mediumint" -> new ColumnType.Whole(24, !column.unsigned());
            case "int" -> new ColumnType.Whole(32, !column.unsigned());
            case "bigint" -> new ColumnType.Whole(64, !column.unsigned());
            case "decimal" -> new ColumnType.Decimal(size, column.scale());
            case "float" -> new ColumnType.Floating(32);
            case "double" -> new ColumnType.Floating(64);
            case "bit" -> new ColumnType.Bits(size);
            case "year" -> new ColumnType.Plain(TypeKind.YEAR);
            case "date" -> new ColumnType.Plain(TypeKind.DATE);
            case "time" -> new ColumnType.Time(TypeKind.TIME, size);
            case "datetime" -> new ColumnType.Time(TypeKind.DATETIME, size);
            case "timestamp" -> new ColumnType.Time(TypeKind.TIMESTAMP, size);
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> new ColumnType.Text(size);
            case "enum" -> new ColumnType.Labels(TypeKind.ENUM, size);
            case "set" -> new ColumnType.Labels(TypeKind.SET, size);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> new ColumnType.Binary(size);
            case "inet4" -> new ColumnType.Text(LONGEST_INET4);
            case "inet6" -> new ColumnType.Text(LONGEST_INET6);
            case "uuid" -> new ColumnType.Plain(TypeKind.UUID);
            case "json" -> new ColumnType.Plain(TypeKind.JSON);
            case "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" -> new ColumnType.Plain(TypeKind.GEOMETRY);
            default -> null;
        };
    }

    /** Reads a column out of a row of {@code information_schema.columns}, which knows labels and character sets too. */
    static SourceColumn column(ResultSet row) throws SQLException {
        var word = row.getString("data_type").toLowerCase(Locale.ROOT);
        var spelled = row.getString("column_type");
        var words = new ColumnWords(
                row.getString("column_name"),
                word,
                spelled.contains("unsigned"),
                row.getInt(size(word)),
                row.getInt("numeric_scale"),
                row.getString("is_nullable").equals("YES"),
                row.getInt("key_position"));
        var charset = row.getString("character_set_name");
        var type = Optional.ofNullable(type(words)).map(plain -> switch (plain.kind()) {
            case TEXT -> new ColumnType.Text(plain.length(), charset);
            case ENUM, SET -> new ColumnType.Labels(plain.kind(), plain.length(), labels(spelled));
            default -> plain;
        });
        return new SourceColumn(words.name(), word, type, words.nullable(), words.keyPosition());
    }

    /** Names the column of the schema that says how large a value can be. */
    private static String size(String word) {
        return switch (word) {
            case "time", "datetime", "timestamp" -> "datetime_precision";
            case "bit", "decimal" -> "numeric_precision";
            default -> "characters";
        };
    }

    private static List<String> labels(String spelled) {
        return LABEL.matcher(spelled)
                .results()
                .map(label -> label.group(1).replace("''", "'"))
                .toList();
    }
}
