package io.hindsight.warehouse;

import io.hindsight.table.Column;

/** Says that a warehouse can't keep a value as it is: the column, its types, why; never the value. */
public final class RefusedValueException extends RuntimeException {

    /** Of one of the program's own columns. */
    public RefusedValueException(String column, String why) {
        super("column " + column + ": " + why, null, false, false);
    }

    public RefusedValueException(Column column, String type, String why) {
        super("column " + column.name() + " (" + column.type() + " to " + type + "): " + why, null, false, false);
    }
}
