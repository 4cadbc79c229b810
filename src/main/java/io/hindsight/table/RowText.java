package io.hindsight.table;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a row so that every engine writes it alike: each value as one canonical text, a row as one
 * number. Whole numbers and decimals are digits, with all of the scale's; dates and times are ISO with a blank and six
 * digits after the second, in UTC; bytes are hexadecimal, in small letters.
 */
public interface RowText {

    /** Whether the engines have no common text for the column's values, so that the values themselves are compared. */
    static boolean isComparedAsValue(Column column) {
        return switch (column.type().kind()) {
            case FLOAT, JSON, ARRAY -> true;
            default -> false;
        };
    }

    /** The column's name there, quoted. */
    String name(Column column);

    /** SQL for the canonical text of the column's value; NULL for NULL, and for a zero date. */
    String text(Column column);

    /** SQL for the value whose canonical text an SQL parameter has. */
    String value(Column column, String parameter);

    /**
     * SQL that says that the columns have one of so many sets of values, each a parameter.
     *
     * @param sets one at least
     */
    default String among(List<Column> columns, int sets) {
        var names = columns.stream().map(this::name).collect(Collectors.joining(", "));
        var one = columns.stream().map(column -> value(column, "?")).collect(Collectors.joining(", "));
        return "(" + names + ") IN ("
                + String.join(", ", Collections.nCopies(sets, columns.size() == 1 ? one : "(" + one + ")")) + ")";
    }

    /** SQL for 48 bits of the MD5 of the columns' texts, as a whole number. */
    String number(List<Column> columns);

    /** SQL for the value of a column that is compared as value. */
    default String whole(Column column) {
        return name(column);
    }
}
