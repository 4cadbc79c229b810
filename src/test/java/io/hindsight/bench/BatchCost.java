package io.hindsight.bench;

import io.hindsight.history.Batch;
import io.hindsight.history.Row;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.KeepMode;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import io.hindsight.warehouse.Engine;
import io.hindsight.warehouse.KeptTable;
import io.hindsight.warehouse.TestTables;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What a batch of 5,000 changes costs on a small history and on a large one: the statements alone, no Kafka. */
final class BatchCost {

    /** Of each key. */
    private static final int VERSIONS = 5;

    private static final int BATCH = 5_000;
    private static final int BATCHES = 12;

    private final KeptTable table;
    private final int keys;
    private final Random random = new Random(1);
    private long position = 1_000_000_000L;

    private BatchCost(KeptTable table, int keys) {
        this.table = table;
        this.keys = keys;
    }

    /** Median milliseconds of a batch on a history of so many rows. */
    static double millis(JdbcServer server, int rows) throws SQLException {
        var target = "cost_" + rows;
        var engine = new Engine(server, Unique.name("bench"));
        var cost = new BatchCost(new KeptTable(engine, TestTables.people(target, KeepMode.HISTORY)), rows / VERSIONS);
        new Filling(0, cost.keys, VERSIONS).of(engine, target);
        var times = new ArrayList<Double>();
        for (var index = 0; index < BATCHES; index++) {
            var batch = cost.batch();
            var start = System.nanoTime();
            cost.table.apply(batch);
            times.add(Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6);
        }
        return times.stream().skip(2).sorted().toList().get((BATCHES - 2) / 2);
    }

    private Batch batch() {
        List<Row> rows = new ArrayList<>(BATCH);
        for (var index = 0; index < BATCH; index++) {
            List<Object> values =
                    Arrays.asList((long) random.nextInt(keys), "name" + index, "city" + random.nextInt(9));
            rows.add(new Row(
                    'u',
                    Instant.parse("2026-06-01T00:00:00Z").plusMillis(position),
                    new BinlogOffset("binlog.000009", position++).changeSeq(0, 0),
                    values,
                    null));
        }
        return new Batch(rows, List.of(), List.of());
    }

    /** Prints both engines' costs and their ratios. */
    static void run() throws SQLException {
        for (var server : List.<JdbcServer>of(TestServers.clickHouse(), TestServers.postgres())) {
            var small = millis(server, 100_000);
            var large = millis(server, 5_000_000);
            System.out.printf(
                    "%-12s a batch of 5,000 on 100 thousand versions %.0f ms, on 5 million %.0f ms, ratio %.2f%n",
                    server == TestServers.clickHouse() ? "clickhouse" : "postgres", small, large, large / small);
        }
    }
}
