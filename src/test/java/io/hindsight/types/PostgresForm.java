package io.hindsight.types;

import java.util.function.UnaryOperator;

/** How a value of a PostgreSQL's type is said by the source and by each warehouse, so that it can be compared. */
enum PostgresForm {
    NUMBER("CAST(%s AS text)", Form.NUMBER, text -> Form.NUMBER.meaning(text)),
    MONEY("CAST(CAST(%s AS numeric) AS text)", Form.NUMBER, text -> Form.NUMBER.meaning(text)),
    TRUTH("CAST(%s AS text)", Form.BITS, text -> Form.BITS.meaning(text)),
    SINGLE("CAST(CAST(%s AS double precision) AS text)", Form.SINGLE, PostgresForm::floating),
    REAL("CAST(%s AS text)", Form.REAL, PostgresForm::floating),
    DAY("to_char(%s, 'YYYY-MM-DD')", Form.DAY, text -> text),
    MOMENT("to_char(%s, 'YYYY-MM-DD HH24:MI:SS.US')", Form.MOMENT, text -> Form.MOMENT.meaning(text)),
    TIME("CAST(%s AS text)", Form.TIME, text -> Form.TIME.meaning(text)),
    /** Length, digest and beginning of its UTF-8. */
    TEXT(
            "(SELECT octet_length(v) || ' ' || md5(v) || ' ' || left(encode(convert_to(v, 'UTF8'), 'hex'), 60)"
                    + " FROM (SELECT concat(%1$s) AS v) s WHERE %1$s IS DISTINCT FROM NULL)",
            Form.TEXT, text -> text),
    TEXT_OF_UUID("CAST(%s AS text)", Form.NUMBER, text -> text),
    BYTES("octet_length(%1$s) || ' ' || md5(%1$s) || ' ' || left(encode(%1$s, 'hex'), 60)", Form.BYTES, text -> text),
    DOCUMENT("CAST(%s AS text)", Form.DOCUMENT, text -> Form.DOCUMENT.meaning(text));

    private final String source;
    private final Form kept;
    private final UnaryOperator<String> meaning;

    PostgresForm(String source, Form kept, UnaryOperator<String> meaning) {
        this.source = source;
        this.kept = kept;
        this.meaning = meaning;
    }

    String source(String column) {
        return source.formatted(column);
    }

    String warehouse(String warehouse, String column) {
        return kept.warehouse(warehouse, column);
    }

    String meaning(String text) {
        return meaning.apply(text);
    }

    private static String floating(String text) {
        return switch (text) {
            case "nan" -> "NaN";
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            default -> String.valueOf(Double.parseDouble(text));
        };
    }
}
