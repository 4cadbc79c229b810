package io.hindsight.warehouse.iceberg;

import io.hindsight.history.KeptVersion;

/**
 * What a batch needs to know of a key that the lake has, so long as nothing comes late.
 *
 * @param lastOp of its last change, a repeated snapshot read among them
 * @param lastStart when that took effect
 * @param row the row that the next change replaces: the open version with all its values or, of a table kept current, the
 *     place of the key's only row; null where there is none
 */
record KnownKey(char lastOp, String lastSeq, long lastStart, KeptVersion row) {

    /** Where a row is: the number of a file, and the row's in it. */
    record RowPlace(int file, long row) {}
}
