package io.hindsight.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Checks a key as people write it, before a warehouse sees it: some engines make another value of what they can't read. */
public final class KeyText {

    private static final int LONGEST = 4_096;

    private KeyText() {}

    /**
     * Checks one text for each key column, in their order.
     *
     * @throws IllegalArgumentException naming the column, what is wrong and what to write
     */
    public static List<String> checked(CapturedTable table, List<String> key) {
        var columns = table.keys();
        if (key.size() != columns.size()) {
            throw new IllegalArgumentException("the key of "
                    + table.declaration().target() + " is "
                    + String.join(", ", columns.stream().map(Column::target).toList())
                    + ": give key=… once for each, in this order");
        }
        for (var index = 0; index < key.size(); index++) {
            check(columns.get(index), key.get(index));
        }
        return key;
    }

    private static void check(Column column, String text) {
        try {
            if (text.length() > LONGEST || text.indexOf('\0') >= 0 || !fits(column, text)) {
                throw wrong(column);
            }
        } catch (NumberFormatException | DateTimeException unreadable) {
            throw wrong(column);
        }
    }

    private static boolean fits(Column column, String text) {
        return switch (column.type().kind()) {
            case WHOLE -> isInteger(column.type(), text);
            case YEAR -> text.matches("\\d{1,4}");
            case DECIMAL -> text.matches("-?\\d{1,65}(\\.\\d{1,30})?")
                    && isDecimal(column.type(), new BigDecimal(text));
            case FLOAT -> Double.isFinite(Double.parseDouble(text));
            case BIT -> column.type().bits() == 1 ? text.matches("0|1|t|f|true|false") : text.matches("\\d{1,20}");
            case DATE -> LocalDate.parse(text) != null;
            case DATETIME, TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T')) != null;
            case TIME -> text.matches("-?\\d{1,3}:\\d\\d:\\d\\d(\\.\\d{1,6})?");
            case BINARY, GEOMETRY -> text.matches("([0-9A-Fa-f]{2})*");
            case UUID -> text.matches("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
            case TEXT, ENUM, SET, JSON, ARRAY -> true;
        };
    }

    private static boolean isInteger(ColumnType type, String text) {
        if (!text.matches("-?\\d{1,20}")) {
            return false;
        }
        var number = new BigInteger(text);
        return type.isSigned()
                ? number.bitLength() < type.bits()
                : number.signum() >= 0 && number.bitLength() <= type.bits();
    }

    private static boolean isDecimal(ColumnType type, BigDecimal number) {
        return number.scale() <= type.scale() && number.precision() - number.scale() <= type.precision();
    }

    private static IllegalArgumentException wrong(Column column) {
        return new IllegalArgumentException("key: that is no value of " + column.target() + ", which is "
                + column.type() + "; write for example: "
                + example(column));
    }

    private static String example(Column column) {
        return switch (column.type().kind()) {
            case DECIMAL, FLOAT -> "1.5";
            case DATE -> "2026-03-01";
            case DATETIME, TIMESTAMP -> "2026-03-01 12:00:00";
            case TIME -> "12:00:00";
            case BINARY, GEOMETRY -> "00FF";
            case UUID -> "01890a5d-ac96-774b-bcce-b302099a8057";
            case TEXT, ENUM, SET, JSON, ARRAY -> "abc (" + LONGEST + " characters at most)";
            default -> "1";
        };
    }
}
