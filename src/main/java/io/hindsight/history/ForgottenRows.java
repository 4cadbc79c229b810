package io.hindsight.history;

import io.hindsight.table.TableName;

/** Knows rows that were forgotten, whose changes from before that may come later. For any number of threads. */
@FunctionalInterface
public interface ForgottenRows {

    /** What is left of a change. */
    enum Rest {
        ALL,
        /** Its key, its time and its op. */
        KEY,
        NOTHING
    }

    /** Knows none. */
    ForgottenRows NONE = (table, key, seq) -> Rest.ALL;

    /**
     * Says what is left of a change.
     *
     * @param key as its message has it; null where it has none
     */
    Rest restOf(TableName table, byte[] key, String seq);
}
