package io.hindsight.table;

/** What is kept of a captured table. */
public enum KeepMode {
    /** Every version with its validity (SCD type 2). */
    HISTORY,
    /** The latest state of each row. */
    CURRENT
}
