package io.hindsight.table;

/** Says what is kept of a captured table. */
public enum KeepMode {
    /** Every version with its validity (SCD type 2). */
    HISTORY,
    /** The latest state of each row. */
    CURRENT
}
