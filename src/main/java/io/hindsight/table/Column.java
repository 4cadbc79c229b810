package io.hindsight.table;

/**
 * Describes one kept column of a captured table.
 *
 * @param name in the source
 * @param target in the warehouse
 * @param key whether it is part of the key that versions belong to
 * @param tracked whether its change makes a new version in {@code _versions}
 */
public record Column(String name, String target, ColumnType type, boolean nullable, boolean key, boolean tracked) {

    /** The column, of another type. */
    public Column typed(ColumnType other) {
        return new Column(name, target, other, nullable, key, tracked);
    }

    /** The column, unable to have no value. */
    public Column required() {
        return new Column(name, target, type, false, key, tracked);
    }

    /** The column, as one that is of the key or isn't. */
    public Column keyed(boolean isKey) {
        return new Column(name, target, type, nullable && !isKey, isKey, tracked && !isKey);
    }

    /** The column, able to have no value, unless it is of the key. */
    public Column optional() {
        return new Column(name, target, type, !key, key, tracked);
    }
}
