package io.hindsight.warehouse.iceberg;

import io.hindsight.table.CapturedTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;

/**
 * Takes a key out of a table of a lake: every file that has a row of it, deleted rows among them, is written anew without
 * it, and all older snapshots go, with their files.
 */
public final class LakeForgetting {

    private final Table table;
    private final LakeScan scan;
    private final LakeColumns columns;
    private final CapturedTable kept;
    private final Object[] key;

    /** @param key as text, in the key columns' order; checked by {@link io.hindsight.table.KeyText} */
    public LakeForgetting(Table table, CapturedTable kept, List<String> key) {
        this.table = table;
        this.scan = new LakeScan(table);
        this.columns = new LakeColumns(table.schema(), kept);
        this.kept = kept;
        this.key = new Object[key.size()];
        for (var index = 0; index < this.key.length; index++) {
            this.key[index] = LakeText.value(kept.keys().get(index), key.get(index));
        }
    }

    /** Removes its rows, and gives how many there were. */
    public long remove() throws IOException {
        return rewrite(false);
    }

    /** Makes all its values NULL; key, times and ops stay. */
    public long redact() throws IOException {
        return rewrite(true);
    }

    private long rewrite(boolean redacts) throws IOException {
        var snapshot = table.currentSnapshot();
        if (snapshot == null) {
            return 0;
        }
        var concerned = scan.files(file -> true).stream().filter(this::hasIt).toList();
        var overwrite = table.newOverwrite().validateFromSnapshot(snapshot.snapshotId());
        overwrite.validateWith(new SameSnapshot(snapshot.snapshotId()));
        var files = BatchFiles.ofRewriting(table, new ArrayList<>());
        var rows = new long[1];
        for (var task : concerned) {
            overwrite.deleteFile(task.file());
            scan.read(task, table.schema(), (row, place) -> {
                if (!isIt(row)) {
                    files.write(row);
                    return;
                }
                rows[0]++;
                if (redacts) {
                    files.write(redacted(row));
                }
            });
        }
        files.close();
        if (!concerned.isEmpty()) {
            files.data().forEach(overwrite::addFile);
            overwrite.set(LakeNotes.OFFSETS, table.properties().getOrDefault(LakeNotes.OFFSETS, "{}"));
            overwrite.commit();
        }
        table.expireSnapshots()
                .expireOlderThan(System.currentTimeMillis())
                .retainLast(1)
                .commit();
        return rows[0];
    }

    /** Of deleted rows the values are in the file too. */
    private boolean hasIt(FileScanTask task) {
        var names = new HashSet<>(columns.keyNames());
        var projection = table.schema().select(names);
        var places = columns.keyNames().stream()
                .mapToInt(name -> projection.columns().indexOf(projection.findField(name)))
                .toArray();
        var found = new boolean[1];
        scan.readAll(task, projection, (row, place) -> {
            var there = new Object[places.length];
            for (var index = 0; index < places.length; index++) {
                there[index] = row[places[index]];
            }
            found[0] |= Arrays.equals(there, key);
        });
        return found[0];
    }

    private boolean isIt(Object[] row) {
        return Arrays.equals(columns.key(row), key);
    }

    private Object[] redacted(Object[] row) {
        kept.values().forEach(column -> row[columns.place(column.target())] = null);
        return row;
    }
}
