package io.hindsight.warehouse.iceberg;

import static io.hindsight.warehouse.iceberg.LakeSchema.COMMITTED;
import static io.hindsight.warehouse.iceberg.LakeSchema.DELETED;
import static io.hindsight.warehouse.iceberg.LakeSchema.SEQ;

import io.hindsight.history.Chain;
import io.hindsight.history.KeptVersion;
import io.hindsight.history.Truncate;
import io.hindsight.warehouse.iceberg.KnownKey.RowPlace;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;

/** A table kept current: the row of a key's latest change, whichever comes last; deleted keys stay, in a partition of theirs. */
final class LatestRows implements Meaning {

    private final LakeColumns columns;
    private final KeyIndex index;
    private final RowBytes keys;
    private final int committed;
    private final int seq;
    private final int deleted;

    LatestRows(LakeColumns columns, KeyIndex index) {
        this.columns = columns;
        this.index = index;
        this.keys = columns.keyBytes();
        this.committed = columns.place(COMMITTED);
        this.seq = columns.place(SEQ);
        this.deleted = columns.place(DELETED);
    }

    @Override
    public boolean isOpen(FileScanTask file) {
        return true;
    }

    @Override
    public void learn(KeyIndex into, Object[] row, RowPlace place, boolean open) {
        into.put(keys.of(columns.key(row)), known((Boolean) row[deleted], (String) row[seq], place));
    }

    private static KnownKey known(boolean isDeleted, String seq, RowPlace place) {
        var op = isDeleted ? 'd' : 'u';
        return new KnownKey(op, seq, 0, new KeptVersion(op, seq, 0, KeptVersion.OPEN, null, place));
    }

    @Override
    public void apply(
            List<Change> changes, TreeMap<String, Truncate> known, List<Truncate> truncates, BatchFiles files) {
        var all = new TreeMap<>(known);
        truncates.forEach(truncate -> all.put(truncate.seq(), truncate));
        var emptied = all.isEmpty() ? null : all.lastEntry().getValue();
        var latest = new HashMap<ByteBuffer, Change>();
        for (var change : changes) {
            latest.merge(
                    ByteBuffer.wrap(change.key()),
                    change,
                    (one, other) ->
                            one.version().seq().compareTo(other.version().seq()) >= 0 ? one : other);
        }
        for (var change : latest.values()) {
            var version = change.version();
            var isEmptied = emptied != null && emptied.seq().compareTo(version.seq()) > 0;
            replace(
                    change.key(),
                    version.values(),
                    isEmptied ? emptied.seq() : version.seq(),
                    isEmptied ? Chain.micros(emptied.at()) : version.start(),
                    isEmptied || version.op() == 'd',
                    files);
        }
        if (!truncates.isEmpty()) {
            index.forEach((key, before) -> {
                if (before.lastOp() != 'd' && before.lastSeq().compareTo(emptied.seq()) < 0) {
                    replace(key, marker(key), emptied.seq(), Chain.micros(emptied.at()), true, files);
                }
            });
        }
    }

    private Object[] marker(byte[] key) {
        try {
            return columns.marker(keys.read(new DataInputStream(new ByteArrayInputStream(key))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void replace(byte[] key, Object[] values, String place, long at, boolean isDeleted, BatchFiles files) {
        var before = index.get(key);
        if (before != null) {
            if (before.lastSeq().compareTo(place) >= 0) {
                return;
            }
            files.delete((RowPlace) before.row().place());
        }
        values[committed] = at;
        values[seq] = place;
        values[deleted] = isDeleted;
        index.put(key, known(isDeleted, place, files.write(values)));
    }
}
