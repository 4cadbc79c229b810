package io.hindsight.reconcile;

import io.hindsight.reconcile.BrokenVersions.KeptSpan;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import io.hindsight.table.RowText;
import io.hindsight.warehouse.iceberg.Lake;
import io.hindsight.warehouse.iceberg.LakeReader;
import io.hindsight.warehouse.iceberg.LakeVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks a lake, which has no order and no index: its rows are read once, and remembered by their {@link Fingerprints}; each
 * of the source's is then looked for among them. Single keys are looked for in the files that may have them.
 */
final class KeptInLake implements Kept {

    /** Keys that the source is asked for at once. */
    private static final int KEYS = 1_000;
    /** Versions that are held in memory at once to be judged. */
    private static final long VERSIONS = 500_000;

    private static final int NUMBER_BYTES = 6;

    private final Lake lake;
    private final CapturedTable table;
    private final List<Column> keys;
    private final List<Column> wholes;
    private final List<Column> others;
    private Fingerprints fingerprints;

    private KeptInLake(Lake lake, CapturedTable table) {
        this.lake = lake;
        this.table = table;
        this.keys = table.keys();
        var byValue = table.unmasked().stream().collect(Collectors.partitioningBy(RowText::isComparedAsValue));
        this.wholes = byValue.get(true);
        this.others = byValue.get(false);
    }

    static Kept open(CapturedTable table, Lake lake) {
        var kept = new KeptInLake(lake, table);
        kept.now();
        return kept;
    }

    private LakeReader now() {
        return lake.reader(table, Duration.ofDays(1)).orElseThrow(Kept::missing);
    }

    @Override
    public boolean findsExtra() {
        return false;
    }

    @Override
    public Set<Key> suspects(Range chunk, SourceReading source) throws SQLException, InterruptedException {
        if (fingerprints == null) {
            var read = new Fingerprints();
            now().open(version -> read.add(row(version)));
            fingerprints = read;
        }
        var there = source.rows(chunk);
        source.compared(there.size());
        return there.stream()
                .filter(row -> !fingerprints.agree(row))
                .map(ComparedRow::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public Set<Key> extra(SourceReading source, int most) throws SQLException, InterruptedException {
        var extra = new LinkedHashSet<Key>();
        var some = new ArrayList<Key>();
        LakeReader.VersionTaker<Exception> taker = version -> {
            if (extra.size() < most && (fingerprints == null || !fingerprints.isSeen(row(version)))) {
                some.add(version.key());
                if (some.size() == KEYS) {
                    gone(some, source, extra);
                }
            }
        };
        try {
            now().open(taker);
            gone(some, source, extra);
        } catch (SQLException | InterruptedException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        return extra;
    }

    private static void gone(List<Key> some, SourceReading source, Set<Key> extra)
            throws SQLException, InterruptedException {
        var there = source.among(some);
        some.stream().filter(key -> !there.contains(key)).forEach(extra::add);
        some.clear();
    }

    @Override
    public List<ComparedRow> rows(Collection<Key> wanted) {
        var rows = new ArrayList<ComparedRow>();
        now().open(keys, wanted, version -> rows.add(row(version)));
        return rows;
    }

    @Override
    public List<Key> keysWith(List<Column> columns, Collection<Key> values) {
        var found = new ArrayList<Key>();
        now().open(columns, values, version -> found.add(version.key()));
        return found;
    }

    @Override
    public Map<Key, String> lastChanges(Collection<Key> wanted) {
        var last = new HashMap<Key, String>();
        now().all(
                        wanted,
                        version -> last.merge(
                                version.key(), version.seq(), (one, two) -> one.compareTo(two) > 0 ? one : two));
        return last;
    }

    @Override
    public List<TableReport.Broken> broken(int most) {
        var reader = now();
        var parts = (int) (reader.rows() / VERSIONS) + 1;
        var truncates = reader.truncates();
        var broken = new ArrayList<TableReport.Broken>();
        for (var part = 0; part < parts && broken.size() < most; part++) {
            spans(reader, part, parts).forEach((key, spans) -> BrokenVersions.of(spans, truncates)
                    .filter(what -> broken.size() < most)
                    .ifPresent(what -> broken.add(new TableReport.Broken(key, what))));
        }
        return broken;
    }

    private static Map<Key, List<KeptSpan>> spans(LakeReader reader, int part, int parts) {
        var spans = new HashMap<Key, List<KeptSpan>>();
        reader.outlines(version -> {
            var key = version.key();
            if (Math.floorMod(key.hashCode(), parts) == part) {
                spans.computeIfAbsent(key, one -> new ArrayList<>(2))
                        .add(new KeptSpan(
                                version.seq(), version.op(), version.start(), version.end(), version.isCurrent()));
            }
        });
        return spans;
    }

    private ComparedRow row(LakeVersion version) {
        var values = new ArrayList<>(wholes.size());
        for (var column : wholes) {
            var value = version.value(column);
            values.add(value instanceof Number || value == null ? value : ComparedRow.document(value.toString()));
        }
        return new ComparedRow(version.key(), number(version.texts(others)), values);
    }

    private static String number(List<String> texts) {
        var joined = texts.stream().map(text -> text == null ? "-" : "=" + text).collect(Collectors.joining(","));
        try {
            var digest = MessageDigest.getInstance("MD5").digest(joined.getBytes(StandardCharsets.UTF_8));
            var number = 0L;
            for (var index = 0; index < NUMBER_BYTES; index++) {
                number = number << Byte.SIZE | Byte.toUnsignedInt(digest[index]);
            }
            return String.valueOf(number);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        // it holds nothing but memory
    }
}
