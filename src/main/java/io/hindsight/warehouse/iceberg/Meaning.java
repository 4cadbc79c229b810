package io.hindsight.warehouse.iceberg;

import io.hindsight.history.KeptVersion;
import io.hindsight.history.Truncate;
import java.util.List;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;

/** What a batch makes of a table, by what the table is kept for. */
interface Meaning {

    /** A change and the bytes of its key; its values are by the lake's columns. */
    record Change(byte[] key, KeptVersion version) {}

    /** Whether all rows of a file are ones that a next change replaces, so that they are needed whole. */
    boolean isOpen(FileScanTask file);

    /** Learns a row that is there: of an open file all of it, of another its key and its own columns. */
    void learn(KeyIndex index, Object[] row, KnownKey.RowPlace place, boolean open);

    /**
     * Writes what becomes of the keys that are concerned, and has the index know it.
     *
     * @param known all truncates so far, without the new ones
     */
    void apply(List<Change> changes, TreeMap<String, Truncate> known, List<Truncate> truncates, BatchFiles files);
}
