package io.hindsight.warehouse.iceberg;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.greaterThan;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.isNull;
import static org.apache.iceberg.expressions.Expressions.lessThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.or;

import io.hindsight.history.Chain;
import io.hindsight.history.Truncate;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.KeepMode;
import io.hindsight.table.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Reads a kept table of a lake, as it was when this was made; files that can't have what is asked for are left out. All of
 * it throws {@link IllegalStateException} where files can't be read.
 */
public final class LakeReader {

    /** Takes a version. */
    public interface VersionTaker<E extends Exception> {
        void take(LakeVersion version) throws E;
    }

    private static final int ROWS_BETWEEN_LOOKS = 1_000;

    private final Table table;
    private final CapturedTable kept;
    private final LakeScan scan;
    private final LakeColumns columns;
    private final long until;

    /**
     * @param table as it is now
     * @param limit how long reading may take, all in all
     */
    LakeReader(Table table, CapturedTable kept, Duration limit) {
        this.until = System.nanoTime() + limit.toNanos();
        this.table = table;
        this.kept = kept;
        this.scan = new LakeScan(table);
        this.columns = new LakeColumns(table.schema(), kept);
    }

    /** The rows that are there now: a history's open versions, the others' keys that aren't deleted. */
    public <E extends Exception> void open(VersionTaker<E> rows) throws E {
        read(open(), table.schema(), this::isOpen, rows);
    }

    /** Those that have one of some values in some columns. */
    public <E extends Exception> void open(List<Column> some, Collection<Key> values, VersionTaker<E> rows) throws E {
        read(
                and(open(), mayHave(some, values)),
                table.schema(),
                has(some, values).and(this::isOpen),
                rows);
    }

    /** All rows of some keys. */
    public <E extends Exception> void all(Collection<Key> keys, VersionTaker<E> rows) throws E {
        read(mayHave(kept.keys(), keys), table.schema(), has(kept.keys(), keys), rows);
    }

    /** The version of a key that was in force at a moment: one or none. */
    public List<LakeVersion> asOf(Instant moment, Key key) {
        var found = new ArrayList<LakeVersion>(1);
        var wanted = List.of(key);
        asOf(moment, mayHave(kept.keys(), wanted), has(kept.keys(), wanted), found::add);
        return found;
    }

    /**
     * The versions that were in force at a moment, in the keys' order.
     *
     * @param after the key that they come behind; empty for none
     */
    public List<LakeVersion> asOf(Instant moment, List<String> after, int limit) {
        Comparator<LakeVersion> byKey = (one, two) -> compare(columns.key(one.row()), columns.key(two.row()));
        var first = new PriorityQueue<>(byKey.reversed());
        var least = after.isEmpty() ? null : values(kept.keys(), after).toArray();
        asOf(
                moment,
                Expressions.alwaysTrue(),
                row -> least == null || compare(columns.key(row), least) > 0,
                version -> {
                    first.add(version);
                    if (first.size() > limit) {
                        first.poll();
                    }
                });
        return first.stream().sorted(byKey).toList();
    }

    private void asOf(
            Instant moment, Expression filter, Predicate<Object[]> which, VersionTaker<RuntimeException> rows) {
        var at = Chain.micros(moment);
        read(
                and(
                        and(lessThanOrEqual(LakeSchema.START, at), filter),
                        or(isNull(LakeSchema.END), greaterThan(LakeSchema.END, at))),
                table.schema(),
                which.and(row -> {
                    var version = version(row);
                    return version.start() <= at && (version.end() == null || version.end() > at);
                }),
                rows);
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object[] one, Object[] two) {
        for (var index = 0; index < one.length; index++) {
            var order = ((Comparable<Object>) one[index]).compareTo(two[index]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** All versions of a history, without their values. */
    public <E extends Exception> void outlines(VersionTaker<E> rows) throws E {
        var some = new HashSet<>(columns.keyNames());
        some.addAll(Set.of(LakeSchema.START, LakeSchema.END, LakeSchema.CURRENT, LakeSchema.OP, LakeSchema.SEQ));
        read(Expressions.alwaysTrue(), table.schema().select(some), row -> true, rows);
    }

    /** How many rows all files have together, ones that are deleted among them. */
    public long rows() {
        return table.currentSnapshot() == null
                ? 0
                : Long.parseLong(
                        table.currentSnapshot().summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
    }

    /** When the source's table was emptied, by change_seq. */
    public NavigableMap<String, Truncate> truncates() {
        return LakeNotes.truncates(table.properties());
    }

    private Expression open() {
        return kept.declaration().keep() == KeepMode.HISTORY
                ? isNull(LakeSchema.END)
                : equal(LakeSchema.DELETED, false);
    }

    private boolean isOpen(Object[] row) {
        return kept.declaration().keep() == KeepMode.HISTORY
                ? row[columns.place(LakeSchema.END)] == null
                : !(Boolean) row[columns.place(LakeSchema.DELETED)];
    }

    private static Expression mayHave(List<Column> some, Collection<Key> values) {
        var first = some.get(0);
        return in(
                first.target(),
                values.stream()
                        .map(key -> LakeText.value(first, key.texts().get(0)))
                        .toArray());
    }

    private Predicate<Object[]> has(List<Column> some, Collection<Key> values) {
        var wanted = new HashSet<List<Object>>();
        values.forEach(key -> wanted.add(values(some, key.texts())));
        var places =
                some.stream().mapToInt(column -> columns.place(column.target())).toArray();
        return row -> wanted.contains(
                Arrays.stream(places).mapToObj(place -> row[place]).toList());
    }

    private static List<Object> values(List<Column> columns, List<String> texts) {
        var values = new ArrayList<Object>(texts.size());
        for (var index = 0; index < texts.size(); index++) {
            values.add(LakeText.value(columns.get(index), texts.get(index)));
        }
        return values;
    }

    /** What storage and catalog throw is told as one kind: each has its own. */
    private <E extends Exception> void read(
            Expression filter, Schema projection, Predicate<Object[]> which, VersionTaker<E> rows) throws E {
        try {
            readFiles(filter, projection, which, rows);
        } catch (OutOfTimeException | IllegalStateException known) {
            throw known;
        } catch (RuntimeException away) {
            throw new IllegalStateException("the lake's files of " + table.name() + " can't be read", away);
        }
    }

    private <E extends Exception> void readFiles(
            Expression filter, Schema projection, Predicate<Object[]> which, VersionTaker<E> rows) throws E {
        for (var task : scan.files(filter, file -> true)) {
            isInTime();
            scan.read(task, projection, columns.spread(projection, (LakeScan.RowTaker<E>) (row, place) -> {
                if (place % ROWS_BETWEEN_LOOKS == 0) {
                    isInTime();
                }
                if (which.test(row)) {
                    rows.take(version(row));
                }
            }));
        }
    }

    private void isInTime() {
        if (System.nanoTime() - until > 0) {
            throw new OutOfTimeException();
        }
    }

    private LakeVersion version(Object[] row) {
        return new LakeVersion(columns, kept, row);
    }
}
