package io.hindsight.apply;

import io.hindsight.history.Rejected;
import io.hindsight.table.TableDeclaration;

/** Says which change a table's route stops before, why, and what to do. */
public final class RefusedException extends IllegalStateException {

    RefusedException(TableDeclaration table, Rejected first) {
        super(first.message().position() + ": " + first.reason()
                + "; nothing from there on is applied. Remove the cause"
                + " and restart, or restart with hindsight.table." + table.name() + ".on-refusal=dead-letter");
    }
}
