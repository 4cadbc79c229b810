package io.hindsight.table;

import io.hindsight.table.ColumnType.Decimal;
import io.hindsight.table.ColumnType.TypeKind;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the narrowest column that holds all values of two: one that is kept, and what it has become in the source. */
final class Widening {

    /** The most that a source has; a warehouse may have fewer. */
    private static final int MOST_DIGITS = 65;

    /** Characters that any number, date, time or UUID takes as text. */
    private static final int LONGEST_NUMBER = MOST_DIGITS + 3;

    private Widening() {}

    /** Gives the kept column itself where it is wide enough; empty where no type holds both without changing values. */
    static Optional<Column> of(Column kept, Column wanted) {
        return of(kept.type(), wanted.type())
                .map(kept::typed)
                .map(column -> wanted.nullable() ? column.optional() : column);
    }

    private static Optional<ColumnType> of(ColumnType kept, ColumnType wanted) {
        if (kept.kind() == TypeKind.WHOLE && wanted.kind() == TypeKind.WHOLE) {
            return whole(kept, wanted);
        }
        if (kept.isExact() && wanted.isExact()) {
            return decimal(kept, wanted);
        }
        if (kept.kind() == TypeKind.TEXT || kept.isText() && kept.kind() != wanted.kind()) {
            return text(kept, wanted);
        }
        return Optional.of(kept).filter(type -> type.kind() == wanted.kind()).flatMap(same -> grown(kept, wanted));
    }

    /** Of two of a kind. */
    private static Optional<ColumnType> grown(ColumnType kept, ColumnType wanted) {
        return switch (kept.kind()) {
                // one bit is a truth value, more are a number
            case BIT -> Optional.of(wider(kept, wanted)).filter(type -> (kept.bits() == 1) == (wanted.bits() == 1));
            case ARRAY -> of(((ColumnType.Array) kept).element(), ((ColumnType.Array) wanted).element())
                    .map(ColumnType.Array::new);
            default -> Optional.of(wider(kept, wanted));
        };
    }

    private static ColumnType wider(ColumnType kept, ColumnType wanted) {
        return wanted.bits() > kept.bits() || wanted.precision() > kept.precision() || wanted.length() > kept.length()
                ? wanted
                : kept;
    }

    /** Text can say all but bytes; what had labels stays text. */
    private static Optional<ColumnType> text(ColumnType kept, ColumnType wanted) {
        if (wanted.isBinary() || kept.kind() == TypeKind.ENUM && !wanted.isText()) {
            return Optional.empty();
        }
        var isWide = kept.kind() == TypeKind.TEXT && longest(wanted) <= kept.length();
        return Optional.of(isWide ? kept : new ColumnType.Text(Math.max(longest(wanted), kept.length())));
    }

    /** Most characters of a value that is written as text. */
    private static int longest(ColumnType type) {
        return switch (type.kind()) {
            case TEXT, ENUM, SET -> type.length();
            case JSON, ARRAY, BINARY, GEOMETRY -> ColumnType.UNLIMITED;
            case WHOLE, DECIMAL, FLOAT, BIT, YEAR, DATE, TIME, DATETIME, TIMESTAMP, UUID -> LONGEST_NUMBER;
        };
    }

    private static Optional<ColumnType> whole(ColumnType kept, ColumnType wanted) {
        var signed = kept.isSigned() || wanted.isSigned();
        var bits = Math.max(bits(kept, signed), bits(wanted, signed));
        if (bits == kept.bits() && signed == kept.isSigned()) {
            return Optional.of(kept);
        }
        return IntStream.of(8, 16, 24, 32, 64)
                .filter(size -> size >= bits)
                .mapToObj(size -> (ColumnType) new ColumnType.Whole(size, signed))
                .findFirst()
                .or(() -> decimal(kept, wanted));
    }

    /** How wide a type with or without a sign must be for a type's values. */
    private static int bits(ColumnType type, boolean signed) {
        return type.bits() + (signed && !type.isSigned() ? 1 : 0);
    }

    private static Optional<ColumnType> decimal(ColumnType kept, ColumnType wanted) {
        var scale = Math.max(kept.scale(), wanted.scale());
        var digits = Math.max(digits(kept), digits(wanted)) + scale;
        return Optional.<ColumnType>of(new Decimal(digits, scale)).filter(type -> digits <= MOST_DIGITS);
    }

    /** Digits before the point. */
    private static int digits(ColumnType exact) {
        return exact.kind() == TypeKind.DECIMAL
                ? exact.precision() - exact.scale()
                : BigInteger.TWO.pow(exact.bits()).toString().length();
    }
}
