package io.hindsight.warehouse.iceberg;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.DeleteFileSet;

/**
 * Keeps a table quick to read, so that no job must run beside the program: rows whose file has deletes are written anew
 * once there are many, small files of a month become one, old snapshots go.
 */
final class Maintenance {

    /** So many files of deletes are read along with each question about current rows. */
    private static final int MOST_DELETE_FILES = 20;
    /** A large table isn't written anew for a few rows, unless it has this many times as many. */
    private static final int FEW = 10;

    private static final int MOST_SMALL_FILES = 20;
    private static final long SMALL = 32L << 20;

    private final Table table;
    private final LakeState state;

    Maintenance(Table table, LakeState state) {
        this.table = table;
        this.state = state;
    }

    /** Whether enough has come together since the last time, by what the snapshot says of itself. */
    static boolean isDue(Snapshot snapshot, long keys) {
        var deleteFiles = LakeSize.number(snapshot, SnapshotSummary.TOTAL_DELETE_FILES_PROP);
        var deletes = LakeSize.number(snapshot, SnapshotSummary.TOTAL_POS_DELETES_PROP);
        return deleteFiles > MOST_DELETE_FILES && (deletes * FEW > keys || deleteFiles > MOST_DELETE_FILES * FEW);
    }

    /** Writes open rows anew, and many small files as few. */
    void rewrite() throws IOException {
        var tasks = new LakeScan(table).files(file -> true);
        var closed = small(tasks);
        var open = tasks.stream()
                .filter(task -> state.meaning().isOpen(task) && !task.deletes().isEmpty())
                .toList();
        if (open.isEmpty() && closed.isEmpty()) {
            return;
        }
        var all = tasks.stream().filter(state.meaning()::isOpen).toList();
        var rewritten = open.isEmpty() ? List.<FileScanTask>of() : all;
        var files = BatchFiles.ofRewriting(table, state.files());
        try {
            rewritten.forEach(task -> state.move(task, files));
            closed.forEach(task -> state.copy(task, files));
            files.close();
            commit(
                    java.util.stream.Stream.concat(rewritten.stream(), closed.stream())
                            .toList(),
                    files);
        } catch (RuntimeException | IOException failure) {
            files.abandon();
            throw failure;
        }
    }

    private void commit(List<FileScanTask> old, BatchFiles files) {
        var transaction = table.newTransaction();
        var rewrite = transaction.newRewrite();
        state.snapshot().ifPresent(rewrite::validateFromSnapshot);
        rewrite.validateWith(new SameSnapshot(state.snapshot().orElse(null)));
        var deletes = DeleteFileSet.create();
        for (var task : old) {
            rewrite.deleteFile(task.file());
            deletes.addAll(task.deletes());
        }
        deletes.forEach(rewrite::deleteFile);
        files.data().forEach(rewrite::addFile);
        rewrite.set(LakeNotes.OFFSETS, LakeNotes.write(state.offsets())).commit();
        var made = transaction.table().currentSnapshot();
        transaction.commitTransaction();
        state.moved(made);
    }

    /** Files of one month, of which there are many, and none of whose rows is deleted. */
    private List<FileScanTask> small(List<FileScanTask> tasks) {
        return tasks.stream()
                .filter(task -> !state.meaning().isOpen(task))
                .filter(task -> task.deletes().isEmpty() && task.file().fileSizeInBytes() < SMALL)
                .collect(Collectors.groupingBy(task -> task.file().partition().get(0, Object.class)))
                .values()
                .stream()
                .filter(month -> month.size() > MOST_SMALL_FILES)
                .flatMap(List::stream)
                .toList();
    }

    /** Forgets snapshots that are older, and removes files that only they have. */
    void expire(Duration older) {
        table.expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() - older.toMillis())
                .commit();
    }
}
