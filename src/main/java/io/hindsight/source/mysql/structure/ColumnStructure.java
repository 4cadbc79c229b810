package io.hindsight.source.mysql.structure;

import io.debezium.relational.Column;
import io.hindsight.source.mysql.DdlType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a column's bytes mean.
 *
 * @param type in the words of {@code information_schema.columns.data_type}
 * @param length characters or bytes, digits, bits; of a time the digits of its seconds; 0 where the type says all
 * @param scale -1 for none
 * @param charset in lower case; null for what has none
 */
record ColumnStructure(
        String name,
        String type,
        boolean unsigned,
        int length,
        int scale,
        String charset,
        boolean nullable,
        List<String> labels) {

    private static final int DECIMAL_DIGITS = 10;
    private static final int TINY = 1 << 8;
    private static final int SMALL = 1 << 16;
    private static final int MEDIUM = 1 << 24;

    /** Reads it as Debezium has it from DDL, with what the server makes of what the DDL leaves out. */
    static ColumnStructure of(Column column) {
        var read = DdlType.of(column.typeName(), column.scale().isPresent() ? 0 : Math.max(0, column.length()));
        var charset = Optional.ofNullable(column.charsetName())
                .map(ColumnStructure::charset)
                .orElse(null);
        var type = binary(read.dataType(), charset);
        var given = Math.max(0, column.length());
        return new ColumnStructure(
                column.name(),
                sized(type, given, charset),
                read.unsigned(),
                length(type, given),
                scale(type, column),
                isText(type) || hasLabels(type) ? charset : null,
                column.isOptional(),
                hasLabels(type) ? LabelText.read(column.enumValues()) : List.of());
    }

    /** Gives the name that the servers know a character set by today. */
    static String charset(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("utf8") ? "utf8mb3" : lower;
    }

    /** CHAR CHARACTER SET binary is BINARY. */
    static String binary(String type, String charset) {
        return "binary".equals(charset) ? type.replace("char", "binary").replace("text", "blob") : type;
    }

    private static int length(String type, int given) {
        return switch (type) {
            case "char", "binary", "bit" -> Math.max(1, given);
            case "varchar", "varbinary", "time", "datetime", "timestamp", "vector" -> given;
            case "decimal" -> given == 0 ? DECIMAL_DIGITS : given;
            default -> 0;
        };
    }

    private static int scale(String type, Column column) {
        return switch (type) {
            case "decimal" -> column.scale().orElse(0);
            case "float", "double" -> column.scale().orElse(-1);
            default -> -1;
        };
    }

    /** TEXT(n) and BLOB(n) are the smallest that n characters fit in. */
    private static String sized(String type, int given, String charset) {
        if (given == 0 || !type.equals("text") && !type.equals("blob")) {
            return type;
        }
        var bytes = (long) given * (type.equals("text") ? Charsets.widest(charset) : 1);
        return (bytes < TINY ? "tiny" : bytes < SMALL ? "" : bytes < MEDIUM ? "medium" : "long") + type;
    }

    boolean isText() {
        return isText(type);
    }

    private static boolean isText(String type) {
        return type.endsWith("char") || type.endsWith("text");
    }

    boolean hasLabels() {
        return hasLabels(type);
    }

    private static boolean hasLabels(String type) {
        return type.equals("enum") || type.equals("set");
    }

    /** Spells the type in a way that leaves nothing open. */
    String spelled() {
        return switch (type) {
            case "char", "varchar", "binary", "varbinary", "bit", "vector" -> type + "(" + length + ")";
            case "time", "datetime", "timestamp" -> length == 0 ? type : type + "(" + length + ")";
            case "decimal" -> type + "(" + length + "," + scale + ")" + sign();
            case "float", "double" -> (scale < 0 ? type : type + "(" + Math.max(length, scale) + "," + scale + ")")
                    + sign();
            case "enum", "set" -> type
                    + labels.stream().map(LabelText::literal).collect(Collectors.joining(",", "(", ")"));
            default -> type + sign();
        };
    }

    private String sign() {
        return unsigned ? " unsigned" : "";
    }
}
