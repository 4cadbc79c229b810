package io.hindsight.source.mysql;

import java.util.Locale;

/**
 * A type as a DDL statement spells it, in the words of {@code information_schema}, which knows one for each.
 *
 * @param dataType as {@code information_schema.columns.data_type} would say it
 */
public record DdlType(String dataType, boolean unsigned) {

    /** The largest precision that makes a FLOAT four bytes wide. */
    private static final int SINGLE = 24;

    /**
     * Reads a type.
     *
     * @param spelled with its attributes, without its length: {@code INTEGER UNSIGNED}
     * @param length what stands in its brackets first; 0 for nothing
     */
    public static DdlType of(String spelled, int length) {
        var words = spelled.toLowerCase(Locale.ROOT).strip();
        var plain = words.replaceAll(" (signed|unsigned|zerofill)\\b", "").strip();
        return new DdlType(
                plain.equals("float") && length > SINGLE ? "double" : dataType(plain),
                !plain.equals(words) && !words.endsWith(" signed") || plain.equals("serial"));
    }

    private static String dataType(String plain) {
        return switch (plain) {
            case "bool", "boolean", "int1" -> "tinyint";
            case "int2" -> "smallint";
            case "int3", "middleint" -> "mediumint";
            case "integer", "int4" -> "int";
            case "int8", "serial" -> "bigint";
            case "dec", "numeric", "fixed" -> "decimal";
            case "float4" -> "float";
            case "real", "float8", "double precision" -> "double";
            case "long", "long varchar" -> "mediumtext";
            case "long varbinary" -> "mediumblob";
            case "char byte" -> "binary";
            default -> plain.contains("char") ? text(plain) : plain;
        };
    }

    /** Of many spellings: NATIONAL CHARACTER VARYING, NCHAR VARCHAR, CHAR BINARY. */
    private static String text(String plain) {
        return plain.contains("var") ? "varchar" : "char";
    }
}
