package io.hindsight.warehouse.iceberg;

import static io.hindsight.warehouse.iceberg.LakeSchema.CURRENT;
import static io.hindsight.warehouse.iceberg.LakeSchema.END;
import static io.hindsight.warehouse.iceberg.LakeSchema.OP;
import static io.hindsight.warehouse.iceberg.LakeSchema.SEQ;
import static io.hindsight.warehouse.iceberg.LakeSchema.START;

import io.hindsight.history.Chain;
import io.hindsight.history.KeptVersion;
import io.hindsight.history.Truncate;
import io.hindsight.warehouse.iceberg.KnownKey.RowPlace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;

/**
 * A history: a change closes the version before it and is open itself. What the index knows is enough for what comes in
 * its order; for what comes late, the key's versions are read out of the lake.
 */
final class HistoryRows implements Meaning {

    /** Stands for a change that is known to be there, and isn't touched. */
    private static final Object THERE = "there";

    private static final int[] NONE = {};

    private final LakeColumns columns;
    private final KeyIndex index;
    private final Function<Collection<ByteBuffer>, Map<ByteBuffer, List<KeptVersion>>> lookup;
    private final RowBytes keys;
    private final int apart;
    private final int start;
    private final int end;
    private final int current;
    private final int op;
    private final int seq;
    private final Optional<UnchangedMarks> marks;

    /** @param lookup reads all versions of some keys out of the lake */
    HistoryRows(
            LakeColumns columns,
            KeyIndex index,
            int apart,
            Function<Collection<ByteBuffer>, Map<ByteBuffer, List<KeptVersion>>> lookup) {
        this.columns = columns;
        this.index = index;
        this.lookup = lookup;
        this.keys = columns.keyBytes();
        this.apart = apart;
        this.start = columns.place(START);
        this.end = columns.place(END);
        this.current = columns.place(CURRENT);
        this.op = columns.place(OP);
        this.seq = columns.place(SEQ);
        this.marks = UnchangedMarks.of(columns.schema());
    }

    @Override
    public boolean isOpen(FileScanTask file) {
        return file.file().partition().get(0, Object.class) == null;
    }

    @Override
    public void learn(KeyIndex into, Object[] row, RowPlace place, boolean open) {
        var key = keys.of(columns.key(row));
        var known = into.get(key);
        var version = version(row, place);
        var isLast = known == null || known.lastSeq().compareTo(version.seq()) <= 0;
        if (isLast || open) {
            into.put(
                    key,
                    new KnownKey(
                            isLast ? version.op() : known.lastOp(),
                            isLast ? version.seq() : known.lastSeq(),
                            isLast ? version.start() : known.lastStart(),
                            open ? version : known == null ? null : known.row()));
        }
    }

    /** A row of the lake; its values are without what the program itself has added. */
    KeptVersion version(Object[] row, RowPlace place) {
        var version = new KeptVersion(
                ((String) row[op]).charAt(0),
                (String) row[seq],
                (Long) row[start],
                row[end] == null ? KeptVersion.OPEN : (Long) row[end],
                row,
                marks.map(mark -> mark.read(row)).orElse(NONE),
                place);
        for (var own : new int[] {start, end, current, op, seq}) {
            row[own] = null;
        }
        if (marks.isPresent()) {
            row[marks.get().place()] = null;
        }
        return version;
    }

    @Override
    public void apply(
            List<Change> changes, TreeMap<String, Truncate> known, List<Truncate> truncates, BatchFiles files) {
        var all = new TreeMap<>(known);
        truncates.forEach(truncate -> all.put(truncate.seq(), truncate));
        var late = new LinkedHashMap<ByteBuffer, List<KeptVersion>>();
        var byKey = new HashMap<ByteBuffer, List<KeptVersion>>();
        changes.forEach(change -> byKey.computeIfAbsent(ByteBuffer.wrap(change.key()), key -> new ArrayList<>(2))
                .add(change.version()));
        byKey.forEach((key, versions) -> {
            var before = index.get(key.array());
            if (before == null) {
                write(key, List.of(), Chain.of(List.of(), versions, all.values(), apart), files);
                return;
            }
            versions.removeIf(version -> isThere(before, version));
            if (isLate(before, known, versions.stream().map(KeptVersion::seq))
                    || isLate(before, known, truncates)
                    // what an ended row was isn't remembered
                    || before.row() == null && versions.stream().anyMatch(version -> version.unchanged().length > 0)) {
                late.put(key, versions);
            } else if (!versions.isEmpty() || isEnded(before, truncates)) {
                var chain = chain(before);
                write(key, chain, Chain.of(chain, versions, all.values(), apart), files);
            }
        });
        if (!truncates.isEmpty()) {
            index.forEach((bytes, before) -> {
                var key = ByteBuffer.wrap(bytes);
                if (byKey.containsKey(key)) {
                    return;
                }
                if (isLate(before, known, truncates)) {
                    late.put(key, List.of());
                } else if (isEnded(before, truncates)) {
                    var chain = chain(before);
                    write(key, chain, Chain.of(chain, List.of(), all.values(), apart), files);
                }
            });
        }
        if (!late.isEmpty()) {
            var there = lookup.apply(late.keySet());
            late.forEach((key, versions) -> {
                var chain = there.getOrDefault(key, List.of());
                write(key, chain, Chain.of(chain, versions, all.values(), apart), files);
            });
        }
    }

    private static boolean isThere(KnownKey before, KeptVersion version) {
        return version.seq().equals(before.lastSeq())
                || before.row() != null && version.seq().equals(before.row().seq());
    }

    /** Whether the source's table was emptied behind the key's last change, and the key is open. */
    private static boolean isEnded(KnownKey before, List<Truncate> truncates) {
        return before.row() != null
                && truncates.stream().anyMatch(truncate -> truncate.seq().compareTo(before.lastSeq()) > 0);
    }

    private static boolean isLate(KnownKey before, TreeMap<String, Truncate> known, List<Truncate> truncates) {
        return isLate(before, known, truncates.stream().map(Truncate::seq).filter(seq -> !known.containsKey(seq)));
    }

    /** Whether something of these places comes before a change of the key's, or before the truncate that ended it. */
    private static boolean isLate(KnownKey before, TreeMap<String, Truncate> known, Stream<String> places) {
        var ended = before.row() == null && before.lastOp() != 'd' ? known.higherKey(before.lastSeq()) : null;
        return places.anyMatch(seq -> seq.compareTo(before.lastSeq()) < 0 || ended != null && seq.compareTo(ended) < 0);
    }

    /** The end of a key's chain: its open version, and its last change where that is another one. */
    private static List<KeptVersion> chain(KnownKey known) {
        var chain = new ArrayList<KeptVersion>(2);
        var open = known.row();
        if (open != null) {
            chain.add(open);
        }
        if (open == null || !open.seq().equals(known.lastSeq())) {
            chain.add(new KeptVersion(
                    known.lastOp(),
                    known.lastSeq(),
                    known.lastStart(),
                    KeptVersion.OPEN,
                    open == null ? null : open.values(),
                    THERE));
        }
        return chain;
    }

    private void write(ByteBuffer key, List<KeptVersion> before, List<KeptVersion> versions, BatchFiles files) {
        if (versions.isEmpty()) {
            return;
        }
        KeptVersion open = null;
        for (var version : versions) {
            var place = version.place();
            if (place instanceof RowPlace there && isChanged(before, version)) {
                files.delete(there);
                place = null;
            }
            if (place == null) {
                place = files.write(row(version));
            }
            if (version.isOpen()) {
                open = version.at(place);
            }
        }
        var last = versions.get(versions.size() - 1);
        index.put(key.array(), new KnownKey(last.op(), last.seq(), last.start(), open));
    }

    private static boolean isChanged(List<KeptVersion> before, KeptVersion now) {
        return before.stream()
                .filter(version -> version.seq().equals(now.seq()))
                .anyMatch(version -> version.start() != now.start()
                        || version.end() != now.end()
                        || !Arrays.equals(version.values(), now.values()));
    }

    private Object[] row(KeptVersion version) {
        var row = version.values().clone();
        row[start] = version.start();
        row[end] = version.isOpen() ? null : version.end();
        row[current] = version.isOpen();
        row[op] = String.valueOf(version.op());
        row[seq] = version.seq();
        marks.ifPresent(mark -> mark.write(row, version.unchanged()));
        return row;
    }
}
