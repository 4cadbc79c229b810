package io.hindsight.warehouse;

import java.util.List;

/**
 * Asks a warehouse.
 *
 * @param sql with question marks
 * @param parameters as text, in their order
 * @param text the same with the values in it, for people
 * @param areVersions whether an answer's last columns are a version's own: two moments, op_type and change_seq
 */
public record Question(String sql, List<String> parameters, String text, boolean areVersions) {}
