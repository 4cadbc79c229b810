package io.hindsight.source.mysql.structure;

/**
 * Says why a table's rows can't be read.
 *
 * @param cure what a person has to do before it is resumed
 */
public record Unreadable(String reason, String cure) {}
