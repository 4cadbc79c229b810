package io.hindsight.table;

/** Says what happens to a change that can't be read, or whose values a warehouse refuses. */
public enum OnRefusal {
    /** It goes to the dead letters, and all others are applied. */
    DEAD_LETTER,
    /** The table stops before it. */
    STOP
}
