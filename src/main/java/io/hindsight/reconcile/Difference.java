package io.hindsight.reconcile;

import io.hindsight.source.SourceOffset;
import io.hindsight.table.Key;

/**
 * Names a key on which source and warehouse disagree, when that is settled.
 *
 * @param lastChange the change_seq of the key's last change in the warehouse; empty when it has none
 * @param looked where its log ended when the source was asked
 */
public record Difference(Disagreement kind, Key key, String lastChange, SourceOffset looked) {

    /** How they disagree. */
    public enum Disagreement {
        /** The source has it, the warehouse doesn't. */
        MISSING,
        /** The warehouse has it, the source doesn't. */
        EXTRA,
        /** Both have it, with other values. */
        DIFFERENT
    }
}
