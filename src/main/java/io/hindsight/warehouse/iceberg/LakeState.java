package io.hindsight.warehouse.iceberg;

import io.hindsight.history.KeptVersion;
import io.hindsight.history.Truncate;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.iceberg.KnownKey.RowPlace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.deletes.PositionDeleteIndex;

/** What one snapshot of a kept table holds, as far as the next batch needs to know: read out of the lake, and nothing but it. */
final class LakeState implements AutoCloseable {

    private static final long NO_SNAPSHOT = -1;

    private final Table table;
    private final int schema;
    private final LakeScan scan;
    private final LakeColumns columns;
    private final List<LakeFile> files = new ArrayList<>();
    private final RowBytes keys;
    private final KeyIndex index;
    private final Meaning meaning;
    private final TreeMap<String, Truncate> truncates;
    private Map<String, Map<Integer, Long>> offsets;
    private long snapshot;

    /** Reads the table as it is. */
    LakeState(Table table, CapturedTable kept) {
        this.table = table;
        this.schema = table.schema().schemaId();
        this.scan = new LakeScan(table);
        this.columns = new LakeColumns(table.schema(), kept);
        this.keys = columns.keyBytes();
        this.index = new KeyIndex(new KnownKeyBytes(columns.rows()));
        this.meaning = kept.declaration().keep() == KeepMode.HISTORY
                ? new HistoryRows(columns, index, apart(kept), this::versions)
                : new LatestRows(columns, index);
        this.snapshot = id(table.currentSnapshot());
        this.truncates = LakeNotes.truncates(table.properties());
        this.offsets = LakeNotes.offsets(table.properties());
        try {
            learn();
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private static int apart(CapturedTable kept) {
        var declared = kept.declaration();
        return declared.isApart() && declared.effectiveFrom().isEmpty() ? 1 : 0;
    }

    private static long id(Snapshot snapshot) {
        return snapshot == null ? NO_SNAPSHOT : snapshot.snapshotId();
    }

    /** Whether the table is still what was read: nobody else has committed, or altered it. */
    boolean isOf(Table now) {
        return snapshot == id(now.currentSnapshot()) && schema == now.schema().schemaId();
    }

    /** Open rows first: then most of the others are known to be older, and leave the index as it is. */
    private void learn() {
        var own = new LinkedHashSet<>(columns.keyNames());
        own.addAll(List.of(LakeSchema.OP, LakeSchema.SEQ, LakeSchema.START, LakeSchema.END));
        var tasks = scan.files(file -> true);
        tasks.stream().filter(meaning::isOpen).forEach(task -> learn(task, columns.schema(), true));
        tasks.stream()
                .filter(task -> !meaning.isOpen(task))
                .forEach(task -> learn(task, columns.schema().select(own), false));
    }

    private void learn(FileScanTask task, Schema projection, boolean open) {
        var file = file(task);
        read(task, projection, (row, place) -> meaning.learn(index, row, new RowPlace(file, place), open));
    }

    private int file(FileScanTask task) {
        files.add(new LakeFile(
                task.file().location(), task.spec(), task.file().copy().partition()));
        return files.size() - 1;
    }

    private void read(FileScanTask task, Schema projection, LakeScan.RowTaker<RuntimeException> rows) {
        scan.read(task, projection, columns.spread(projection, rows));
    }

    /** Writes the rows of an open file anew; the index knows then where they are. */
    void move(FileScanTask task, BatchFiles into) {
        read(task, columns.schema(), (row, place) -> {
            var moved = into.write(row);
            var key = keys.of(columns.key(row));
            var known = index.get(key);
            var there = known.row();
            index.put(key, new KnownKey(known.lastOp(), known.lastSeq(), known.lastStart(), there.at(moved)));
        });
    }

    /** Writes the rows of a closed file anew. */
    void copy(FileScanTask task, BatchFiles into) {
        read(task, columns.schema(), (row, place) -> into.write(row));
    }

    /** The rows have been moved, by that snapshot. */
    void moved(Snapshot now) {
        snapshot = id(now);
    }

    /** All versions of some keys, of a history. */
    private Map<ByteBuffer, List<KeptVersion>> versions(Collection<ByteBuffer> keys) {
        var found = new HashMap<ByteBuffer, List<KeptVersion>>();
        keys.forEach(key -> found.put(key, new ArrayList<>()));
        for (var task : scan.files(file -> true)) {
            var file = file(task);
            read(task, columns.schema(), (row, place) -> {
                var versions = found.get(ByteBuffer.wrap(this.keys.of(columns.key(row))));
                if (versions != null) {
                    versions.add(((HistoryRows) meaning).version(row, new RowPlace(file, place)));
                }
            });
        }
        return found;
    }

    /** Which rows of a file are deleted now. */
    PositionDeleteIndex deleted(String location) {
        return scan.files(task -> task.file().location().equals(location)).stream()
                .filter(task -> !task.deletes().isEmpty())
                .map(scan::deleted)
                .findFirst()
                .orElse(null);
    }

    LakeColumns columns() {
        return columns;
    }

    Meaning meaning() {
        return meaning;
    }

    List<LakeFile> files() {
        return files;
    }

    int keys() {
        return index.size();
    }

    TreeMap<String, Truncate> truncates() {
        return truncates;
    }

    Map<String, Map<Integer, Long>> offsets() {
        return offsets;
    }

    Optional<Long> snapshot() {
        return Optional.of(snapshot).filter(id -> id != NO_SNAPSHOT);
    }

    /** A batch has been committed, as that snapshot. */
    void committed(Snapshot now, List<Truncate> added, Map<String, Map<Integer, Long>> read) {
        snapshot = id(now);
        added.forEach(truncate -> truncates.put(truncate.seq(), truncate));
        offsets = read;
    }

    @Override
    public void close() {
        index.close();
    }
}
