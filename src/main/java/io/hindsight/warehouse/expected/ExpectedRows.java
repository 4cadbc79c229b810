package io.hindsight.warehouse.expected;

import io.hindsight.table.TableDeclaration;
import java.util.Optional;
import java.util.function.Function;

/** Says what the current rows of a kept table are to be: one of the forms that dbt's tests have. */
public interface ExpectedRows {

    /**
     * Writes the statement that counts the rows that aren't so.
     *
     * @param others the rows of other tables in the same warehouse
     * @throws IllegalArgumentException where there is no such column, or its type can't be asked so
     */
    FailingRows failing(CurrentRows rows, Function<TableDeclaration, CurrentRows> others);

    /** The other table that is looked at; empty for most. */
    default Optional<TableDeclaration> other() {
        return Optional.empty();
    }
}
