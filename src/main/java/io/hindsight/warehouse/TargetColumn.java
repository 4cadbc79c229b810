package io.hindsight.warehouse;

/**
 * Describes a column as it is in a warehouse.
 *
 * @param type spelled as {@link Dialect#type} spells it
 * @param key whether rows are told apart by it
 */
public record TargetColumn(String type, boolean key) {}
