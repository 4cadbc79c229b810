package io.hindsight.source.mysql.structure;

import java.util.List;

/** The labels of an ENUM or SET, which Debezium keeps as SQL spells them. */
public final class LabelText {

    private LabelText() {}

    /** Reads them as the server does: {@code 'it''s'}, and of a backslash what it stands for. */
    public static List<String> read(List<String> literals) {
        return literals == null
                ? List.of()
                : literals.stream().map(LabelText::read).toList();
    }

    /** Reads one; what stands before the first quote says its character set. */
    public static String read(String literal) {
        var quote = literal.endsWith("\"") ? '"' : '\'';
        var begin = literal.indexOf(quote) + 1;
        var end = literal.lastIndexOf(quote);
        if (begin == 0 || end < begin) {
            return literal;
        }
        var label = new StringBuilder();
        for (var at = begin; at < end; at++) {
            var sign = literal.charAt(at);
            if (sign == '\\' && at + 1 < end) {
                label.append(escaped(literal.charAt(++at)));
            } else {
                label.append(sign);
                if (sign == quote) {
                    at++;
                }
            }
        }
        return label.toString();
    }

    private static char escaped(char sign) {
        return switch (sign) {
            case '0' -> '\0';
            case 'b' -> '\b';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'Z' -> '\032';
            default -> sign;
        };
    }

    /** Spells a label so that it is read again. */
    static String literal(String label) {
        return "'" + label.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
