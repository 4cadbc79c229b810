package io.hindsight.warehouse.expected;

import java.util.List;

/**
 * Counts rows that aren't as expected: a statement with one number for an answer.
 *
 * @param sql with question marks
 * @param parameters as text, in their order
 */
public record FailingRows(String sql, List<String> parameters) {}
