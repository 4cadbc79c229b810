package io.hindsight.warehouse;

import java.util.List;

/**
 * Asks a warehouse.
 *
 * @param sql with question marks
 * @param parameters as text, in their order
 * @param text the same with the values in it, for people
 */
public record Question(String sql, List<String> parameters, String text) {}
