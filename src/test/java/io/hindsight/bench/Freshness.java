package io.hindsight.bench;

import io.hindsight.testing.JdbcServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** How long a change takes from its commit in MySQL until a query of the warehouse shows it, at a steady rate. */
final class Freshness {

    private static final int PER_COMMIT = 10;

    private final JdbcServer mySql;
    private final JdbcServer warehouse;
    private final String database;
    private final ConcurrentSkipListMap<Long, Long> committed = new ConcurrentSkipListMap<>();

    Freshness(JdbcServer mySql, JdbcServer warehouse, String database) {
        this.mySql = mySql;
        this.warehouse = warehouse;
        this.database = database;
    }

    /** Percentiles of the delay, in seconds. */
    record Delay(double p50, double p95, double p99) {}

    /** Writes at that rate for so many seconds, after ids that are taken, and watches. */
    Delay measure(int perSecond, int seconds, long firstId) throws Exception {
        var writer = new Thread(() -> write(perSecond, seconds, firstId), "freshness-writer");
        writer.start();
        var delays = watch(firstId + (long) perSecond * seconds);
        writer.join();
        delays.sort(null);
        return new Delay(percentile(delays, 50), percentile(delays, 95), percentile(delays, 99));
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private void write(int perSecond, int seconds, long firstId) {
        try (var connection = mySql.connect(database);
                var insert =
                        connection.prepareStatement("INSERT INTO orders (id, customer, status) VALUES (?, 1, 'new')")) {
            connection.setAutoCommit(false);
            var start = System.nanoTime();
            for (long done = 0; done < (long) perSecond * seconds; done += PER_COMMIT) {
                for (var index = 0; index < PER_COMMIT; index++) {
                    insert.setLong(1, firstId + done + index);
                    insert.addBatch();
                }
                insert.executeBatch();
                connection.commit();
                committed.put(firstId + done + PER_COMMIT - 1, System.nanoTime());
                var ahead = done * 1_000_000_000L / perSecond - (System.nanoTime() - start);
                if (ahead > 0) {
                    TimeUnit.NANOSECONDS.sleep(ahead);
                }
            }
        } catch (SQLException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<Double> watch(long end) throws SQLException, InterruptedException {
        var delays = new ArrayList<Double>();
        try (var connection = DriverManager.getConnection(
                        warehouse.jdbcUrl(database), warehouse.username(), warehouse.password());
                var query = connection.prepareStatement("SELECT max(id) FROM orders_history")) {
            for (long seen = 0; seen < end - 1; TimeUnit.MILLISECONDS.sleep(20)) {
                try (var row = query.executeQuery()) {
                    row.next();
                    seen = row.getLong(1);
                }
                var now = System.nanoTime();
                for (var entry = committed.firstEntry();
                        entry != null && entry.getKey() <= seen;
                        entry = committed.firstEntry()) {
                    delays.add((now - entry.getValue()) / 1e9);
                    committed.remove(entry.getKey());
                }
            }
        }
        return delays;
    }
}
