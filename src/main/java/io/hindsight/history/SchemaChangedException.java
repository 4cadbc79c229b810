package io.hindsight.history;

import io.hindsight.table.CapturedTable;

/** Says that the source's table has a column that it didn't have when the program started, and what to do. */
public final class SchemaChangedException extends IllegalStateException {

    SchemaChangedException(CapturedTable table, String column) {
        super(table.source() + " has a new column, " + column
                + ": add it to the kept table and restart, or restart with " + "hindsight.table."
                + table.declaration().name() + ".exclude=" + column);
    }
}
