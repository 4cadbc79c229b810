package io.hindsight.warehouse.iceberg;

import io.hindsight.history.Batch;
import io.hindsight.history.CurrentModel.Latest;
import io.hindsight.history.HistoryModel;
import io.hindsight.table.CapturedTable;
import io.hindsight.testing.Directories;
import io.hindsight.warehouse.KeptRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/** A table in a lake of local files, written as the program writes it, and read by Iceberg's own reader. */
public final class LakeTable implements KeptRows {

    private final Path directory;
    private final CapturedTable kept;
    private final int format;
    private Lake lake;
    private LakeWriter writer;

    public LakeTable(Path directory, CapturedTable kept, int format) {
        this.directory = directory;
        this.kept = kept;
        this.format = format;
        empty();
    }

    /** Makes it anew. */
    @Override
    public void empty() {
        if (writer != null) {
            writer.close();
        }
        Directories.delete(directory);
        lake = new Lake(directory.toAbsolutePath().toString(), "shop", Map.of(), format);
        lake.bring(kept);
        forget();
    }

    /** As after a start: what the writer knows is read out of the lake. */
    public void forget() {
        if (writer != null) {
            writer.close();
        }
        writer = new LakeWriter(load());
    }

    Supplier<Table> load() {
        return () -> lake.load(kept.declaration());
    }

    Table table() {
        return load().get();
    }

    CapturedTable kept() {
        return kept;
    }

    /** As somebody else does it. */
    public void maintainNow() {
        try (var other = new LakeWriter(load())) {
            other.maintainNow(kept, Duration.ofDays(3));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    LakeWriter writer() {
        return writer;
    }

    /** As the program does it after a batch. */
    public void maintain() {
        try {
            writer.maintain(Duration.ofDays(3));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void apply(Batch batch) {
        write(batch);
        writer.commit();
    }

    void write(Batch batch) {
        try {
            writer.write(
                    kept,
                    batch.rows().stream().map(new LakeStaging(kept)::of).toList(),
                    batch.truncates(),
                    Map.of("t", Map.of()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public List<HistoryModel.Version> versions() {
        var versions = new ArrayList<HistoryModel.Version>();
        for (var row : rows()) {
            var end = (Long) row[4];
            if ((Boolean) row[5] != (end == null)) {
                throw new AssertionError("is_current and effective_end_ts disagree");
            }
            versions.add(new HistoryModel.Version(
                    (Long) row[0],
                    (String) row[7],
                    ((String) row[6]).charAt(0),
                    instant((Long) row[3]),
                    end == null ? null : instant(end),
                    Arrays.asList(row).subList(0, 3)));
        }
        versions.sort(Comparator.comparing(HistoryModel.Version::key).thenComparing(HistoryModel.Version::seq));
        return versions;
    }

    @Override
    public List<Latest> latest() {
        return rows().stream()
                .filter(row -> !(Boolean) row[5])
                .map(row -> new Latest(
                        (Long) row[0], (String) row[4], Arrays.asList(row).subList(0, 3)))
                .sorted(Comparator.comparing(Latest::key))
                .toList();
    }

    /** Reads all rows, and gives how many there are. */
    public long read() {
        var count = new AtomicLong();
        var table = table();
        var scan = new LakeScan(table);
        scan.files(file -> true)
                .forEach(file -> scan.read(file, table.schema(), (row, place) -> count.incrementAndGet()));
        return count.get();
    }

    private List<Object[]> rows() {
        var rows = new ArrayList<Object[]>();
        var table = table();
        var scan = new LakeScan(table);
        scan.files(file -> true).forEach(file -> scan.read(file, table.schema(), (row, place) -> rows.add(row)));
        return rows;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
