package io.hindsight.capture.held;

import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableName;

/** Is told of tables that can't be followed from a place on, while all others can. */
@FunctionalInterface
public interface Troubles {

    /**
     * Takes one; returns when none of the table's changes from the place on can be sent any more.
     *
     * @param from the place of the first change that isn't sent
     * @param reason what can't be followed, without any value of a row
     * @param cure what a person has to do before the table goes on
     */
    void hold(TableName table, SourceOffset from, String reason, String cure);
}
