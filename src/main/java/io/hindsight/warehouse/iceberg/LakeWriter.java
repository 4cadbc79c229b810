package io.hindsight.warehouse.iceberg;

import io.hindsight.history.KeptVersion;
import io.hindsight.history.Truncate;
import io.hindsight.table.CapturedTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/**
 * Writes batches into one table of a lake, each as one snapshot that has Kafka's offsets too. What others commit meanwhile
 * is seen, and read before the next batch; a commit that met another one fails, and the batch is made anew.
 */
public final class LakeWriter implements AutoCloseable {

    private static final Duration EXPIRE_EVERY = Duration.ofHours(1);

    private final Supplier<Table> tables;
    private Table table;
    private LakeState state;
    private long expired = System.nanoTime();
    private BatchFiles files;
    private List<Truncate> truncates = List.of();
    private Map<String, Map<Integer, Long>> offsets = Map.of();

    /** @param tables loads the table as it is now */
    public LakeWriter(Supplier<Table> tables) {
        this.tables = tables;
    }

    private void refresh() {
        if (table == null) {
            table = tables.get();
        } else {
            table.refresh();
        }
    }

    /**
     * Writes the files of a batch; nobody sees them yet.
     *
     * @param kept the table as the batch was read for it
     * @param changes whose values are by the kept table's columns, in Iceberg's inner form
     * @param read by topic and partition, the offset behind the batch
     */
    public synchronized void write(
            CapturedTable kept, List<KeptVersion> changes, List<Truncate> emptied, Map<String, Map<Integer, Long>> read)
            throws IOException {
        if (files != null) {
            drop();
        }
        refresh();
        if (state != null && !state.isOf(table)) {
            drop();
        }
        if (state == null) {
            state = new LakeState(table, kept);
        }
        var columns = state.columns();
        var keys = columns.keyBytes();
        files = BatchFiles.ofBatch(table, state.files(), state::deleted);
        truncates = emptied;
        offsets = joined(state.offsets(), read);
        var rows = changes.stream()
                .map(change -> {
                    var row = columns.row(change.values());
                    return new Meaning.Change(
                            keys.of(columns.key(row)),
                            new KeptVersion(
                                    change.op(),
                                    change.seq(),
                                    change.start(),
                                    change.end(),
                                    row,
                                    columns.places(change.unchanged()),
                                    null));
                })
                .toList();
        state.meaning().apply(rows, state.truncates(), emptied, files);
        files.close();
    }

    private static Map<String, Map<Integer, Long>> joined(
            Map<String, Map<Integer, Long>> before, Map<String, Map<Integer, Long>> read) {
        var joined = new TreeMap<String, Map<Integer, Long>>();
        before.forEach((topic, partitions) -> joined.put(topic, new TreeMap<>(partitions)));
        read.forEach((topic, partitions) -> partitions.forEach((partition, next) ->
                joined.computeIfAbsent(topic, one -> new TreeMap<>()).merge(partition, next, Math::max)));
        return joined;
    }

    /** Makes what was written last part of the table, in one snapshot. */
    public synchronized void commit() {
        var transaction = table.newTransaction();
        var delta = transaction.newRowDelta();
        files.data().forEach(delta::addRows);
        files.deleted().deleteFiles().forEach(delta::addDeletes);
        files.deleted().rewrittenDeleteFiles().forEach(delta::removeDeletes);
        state.snapshot().ifPresent(delta::validateFromSnapshot);
        delta.validateWith(new SameSnapshot(state.snapshot().orElse(null)));
        var read = LakeNotes.write(offsets);
        delta.set(LakeNotes.OFFSETS, read).commit();
        var properties = transaction.updateProperties().set(LakeNotes.OFFSETS, read);
        if (!truncates.isEmpty()) {
            var all = new TreeMap<>(state.truncates());
            truncates.forEach(truncate -> all.put(truncate.seq(), truncate));
            properties.set(LakeNotes.TRUNCATES, LakeNotes.text(all));
        }
        properties.commit();
        var made = transaction.table().currentSnapshot();
        transaction.commitTransaction();
        state.committed(made, truncates, offsets);
        files = null;
    }

    /**
     * Keeps the table quick to read, when enough has come together.
     *
     * @param older snapshots are forgotten, now and then
     * @return whether the table was written anew
     */
    public synchronized boolean maintain(Duration older) throws IOException {
        table.refresh();
        if (state == null || !state.isOf(table)) {
            return false;
        }
        var maintenance = new Maintenance(table, state);
        var isDue = Maintenance.isDue(table.currentSnapshot(), state.keys());
        try {
            if (isDue) {
                maintenance.rewrite();
            }
            if (System.nanoTime() - expired > EXPIRE_EVERY.toNanos()) {
                expired = System.nanoTime();
                maintenance.expire(older);
            }
            return isDue;
        } catch (RuntimeException | IOException failure) {
            drop();
            throw failure;
        }
    }

    /** The same at once, whatever has come together. */
    public synchronized void maintainNow(CapturedTable kept, Duration older) throws IOException {
        refresh();
        drop();
        state = new LakeState(table, kept);
        var maintenance = new Maintenance(table, state);
        maintenance.rewrite();
        maintenance.expire(older);
    }

    /** Forgets what is known: it may be of a batch that isn't part of the table, or was committed without an answer. */
    private void drop() {
        files = null;
        if (state != null) {
            state.close();
            state = null;
        }
    }

    /** What the table consisted of when it was last looked at. */
    public synchronized LakeSize size() {
        return LakeSize.of(table);
    }

    /** How many keys the table has, deleted ones too; 0 until its first batch. */
    public synchronized int keys() {
        return state == null ? 0 : state.keys();
    }

    @Override
    public synchronized void close() {
        drop();
    }
}
