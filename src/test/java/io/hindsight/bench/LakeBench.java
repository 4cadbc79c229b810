package io.hindsight.bench;

import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import io.hindsight.warehouse.TestTables;
import io.hindsight.warehouse.iceberg.LakeTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What a batch costs in a lake of local files: the writer alone, no Kafka; a row has 12 columns. */
final class LakeBench {

    private static final int BATCH = 10_000;
    private static final int BATCHES = 30;
    private static final int COLUMNS = 11;

    private final LakeTable table;
    private final int keys;
    private final Random random = new Random(1);
    private long position = 1;

    private LakeBench(Path directory, int keys) {
        this.table = new LakeTable(
                directory.resolve("lake" + keys),
                TestTables.texts(
                        "lake",
                        KeepMode.HISTORY,
                        IntStream.rangeClosed(1, COLUMNS)
                                .mapToObj(number -> "column" + number)
                                .toList()),
                2);
        this.keys = keys;
    }

    /** Prints changes a second on a small table and on one ten times as large, and how long a start and a reading take. */
    static void run(Path directory) {
        var small = new LakeBench(directory, 100_000).measure();
        var large = new LakeBench(directory, 1_000_000).measure();
        System.out.printf("%-12s a batch on ten times the keys: ratio %.2f%n", "iceberg", large / small);
    }

    private double measure() {
        for (var from = 0; from < keys; from += 50_000) {
            table.apply(batch(from, 50_000, 'c'));
        }
        var times = new ArrayList<Double>();
        var maintenance = 0.0;
        for (var index = 0; index < BATCHES; index++) {
            var batch = batch(-1, BATCH, 'u');
            times.add(millis(() -> table.apply(batch)));
            maintenance += millis(table::maintain);
        }
        var applying = times.stream().mapToDouble(Double::doubleValue).sum();
        var median = times.stream().skip(BATCHES / 2).sorted().toList().get(BATCHES / 4);
        var reading = reading();
        table.maintainNow();
        var compacted = reading();
        table.forget();
        var start = millis(() -> table.apply(batch(-1, 1, 'u')));
        System.out.printf(
                "%-12s %,d keys: a batch of %,d in %.0f ms, %,.0f changes/s, with all maintenance %,.0f; all %,d rows read in %.0f ms, compacted in %.0f ms: ratio %.2f; a start reads the lake in %.0f ms; heap at most %,d MB%n",
                "iceberg",
                keys,
                BATCH,
                median,
                BATCH * 1e3 / median,
                BATCH * BATCHES * 1e3 / (applying + maintenance),
                keys + BATCH * BATCHES,
                reading,
                compacted,
                reading / compacted,
                start,
                Runtime.getRuntime().maxMemory() >> 20);
        return median;
    }

    /** The middle one of three. */
    private double reading() {
        return IntStream.range(0, 3)
                .mapToDouble(turn -> millis(table::read))
                .sorted()
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private static double millis(Runnable what) {
        var start = System.nanoTime();
        what.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private Batch batch(int from, int size, char op) {
        List<Row> rows = new ArrayList<>(size);
        for (var index = 0; index < size; index++) {
            var key = from < 0 ? random.nextInt(keys) : from + index;
            var values = new ArrayList<Object>();
            values.add((long) key);
            for (var column = 0; column < COLUMNS; column++) {
                values.add("value " + (key * 31L + column) % 1_000 + " " + (op == 'u' ? position : 0));
            }
            rows.add(new Row(
                    op,
                    Instant.parse("2026-06-01T00:00:00Z").plusMillis(position),
                    new BinlogOffset("binlog.000009", position++).changeSeq(0, 0),
                    values,
                    null));
        }
        return new Batch(rows, List.of(), List.of());
    }
}
