package io.hindsight.settings;

import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.expected.ExpectedRows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Declares what is expected of a kept table, and how often that is looked at.
 *
 * @param name the user's handle for it
 * @param setting that says what is expected
 * @param rows what its current rows are to be; empty: that a warehouse has all that is older than {@code oldest}
 * @param warehouses names of those that are asked
 * @param timeout how long an answer may take
 */
public record Expectation(
        String name,
        String setting,
        TableDeclaration table,
        Optional<ExpectedRows> rows,
        Duration oldest,
        List<String> warehouses,
        Duration every,
        Duration timeout) {}
