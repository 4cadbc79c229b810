package io.hindsight.table;

/**
 * One kept column of a captured table.
 *
 * @param name in the source
 * @param target in the warehouse
 * @param precision digits of a DECIMAL, bits of a BIT, digits after the second of a time, characters of a text, bytes of
 *     a binary
 * @param scale digits after the point of a DECIMAL
 * @param key whether it is part of the key that versions belong to
 * @param tracked whether its change makes a new version in {@code _versions}
 */
public record Column(
        String name,
        String target,
        MySqlType type,
        boolean unsigned,
        int precision,
        int scale,
        boolean nullable,
        boolean key,
        boolean tracked) {

    /** The column, of another type. */
    public Column typed(MySqlType other, boolean otherUnsigned, int otherPrecision, int otherScale) {
        return new Column(name, target, other, otherUnsigned, otherPrecision, otherScale, nullable, key, tracked);
    }

    /** The column, of another type with the same attributes. */
    public Column typed(MySqlType other) {
        return typed(other, unsigned, precision, scale);
    }

    /** The column, unable to have no value. */
    public Column required() {
        return new Column(name, target, type, unsigned, precision, scale, false, key, tracked);
    }

    /** The column, as one that is of the key or isn't. */
    public Column keyed(boolean isKey) {
        return new Column(name, target, type, unsigned, precision, scale, nullable && !isKey, isKey, tracked && !isKey);
    }

    /** The column, able to have no value, unless it is of the key. */
    public Column optional() {
        return new Column(name, target, type, unsigned, precision, scale, !key, key, tracked);
    }
}
