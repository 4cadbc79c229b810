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
        boolean tracked) {}
