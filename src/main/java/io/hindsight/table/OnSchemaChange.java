package io.hindsight.table;

/** Says what is done when a source's table has other columns than the kept one. */
public enum OnSchemaChange {
    /** New columns are added, columns become wider, and those that are gone stay, NULL from then on. */
    ADD,
    /** Nothing is altered: new columns aren't kept. */
    IGNORE,
    /** Nothing is altered, and the table waits for a person. */
    STOP
}
