package io.hindsight.table;

import java.util.Optional;

/** The narrowest column that holds all values of two: one that is kept, and what it has become in the source. */
final class Widening {

    /** MySQL's own limit. */
    private static final int MOST_DIGITS = 65;

    /** Characters that any number, date or time takes as text. */
    private static final int LONGEST_NUMBER = MOST_DIGITS + 3;

    private Widening() {}

    /** Gives the kept column itself where it is wide enough; empty where no type holds both without changing values. */
    static Optional<Column> of(Column kept, Column wanted) {
        return type(kept, wanted).map(column -> wanted.nullable() ? column.optional() : column);
    }

    private static Optional<Column> type(Column kept, Column wanted) {
        if (kept.type().isInteger() && wanted.type().isInteger()) {
            return integer(kept, wanted);
        }
        if (isExact(kept) && isExact(wanted)) {
            return decimal(kept, wanted);
        }
        return switch (kept.type()) {
            case FLOAT, DOUBLE -> switch (wanted.type()) {
                case DOUBLE -> Optional.of(kept.typed(MySqlType.DOUBLE));
                case FLOAT -> Optional.of(kept);
                default -> Optional.empty();
            };
            case ENUM -> wanted.type() == MySqlType.TEXT ? text(kept, wanted) : same(kept, wanted);
            case TEXT -> text(kept, wanted);
                // one bit is a truth value, more are a number
            case BIT -> same(kept, wanted).filter(column -> (kept.precision() == 1) == (wanted.precision() == 1));
            default -> same(kept, wanted);
        };
    }

    private static Optional<Column> same(Column kept, Column wanted) {
        return Optional.of(precise(kept, wanted.precision())).filter(column -> kept.type() == wanted.type());
    }

    /** Text can say all but bytes. */
    private static Optional<Column> text(Column kept, Column wanted) {
        var text = kept.typed(MySqlType.TEXT);
        return switch (wanted.type()) {
            case BINARY, GEOMETRY -> Optional.empty();
            case TEXT, ENUM -> Optional.of(precise(text, wanted.precision()));
            case JSON -> Optional.of(precise(text, Integer.MAX_VALUE));
            default -> Optional.of(precise(text, LONGEST_NUMBER));
        };
    }

    private static Optional<Column> integer(Column kept, Column wanted) {
        var unsigned = kept.unsigned() && wanted.unsigned();
        var bits = Math.max(bits(kept, unsigned), bits(wanted, unsigned));
        if (bits == kept.type().bits() && unsigned == kept.unsigned()) {
            return Optional.of(kept);
        }
        return MySqlType.integer(bits)
                .map(type -> kept.typed(type, unsigned, kept.precision(), kept.scale()))
                .or(() -> decimal(kept, wanted));
    }

    /** How wide a type with or without a sign must be for a column's values. */
    private static int bits(Column column, boolean unsigned) {
        return column.type().bits() + (column.unsigned() && !unsigned ? 1 : 0);
    }

    private static Optional<Column> decimal(Column kept, Column wanted) {
        var scale = Math.max(scale(kept), scale(wanted));
        var digits = Math.max(digits(kept), digits(wanted)) + scale;
        if (kept.type() == MySqlType.DECIMAL && digits == kept.precision() && scale == kept.scale()) {
            return Optional.of(kept);
        }
        return Optional.of(kept.typed(MySqlType.DECIMAL, false, digits, scale)).filter(column -> digits <= MOST_DIGITS);
    }

    private static int scale(Column column) {
        return column.type() == MySqlType.DECIMAL ? column.scale() : 0;
    }

    /** Digits before the point. */
    private static int digits(Column column) {
        return switch (column.type()) {
            case DECIMAL -> column.precision() - column.scale();
            case TINYINT -> 3;
            case SMALLINT -> 5;
            case MEDIUMINT -> 8;
            case INT -> 10;
            default -> 20;
        };
    }

    private static boolean isExact(Column column) {
        return column.type().isInteger() || column.type() == MySqlType.DECIMAL;
    }

    private static Column precise(Column column, int precision) {
        return column.typed(column.type(), column.unsigned(), Math.max(column.precision(), precision), column.scale());
    }
}
