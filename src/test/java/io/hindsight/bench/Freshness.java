package io.hindsight.bench;

import io.hindsight.testing.JdbcServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** How long a change takes from its commit in MySQL until it is seen further on, at a steady rate. */
final class Freshness {

    private static final int PER_COMMIT = 10;

    private final JdbcServer mySql;
    private final String database;
    private final String insert;

    /** @param insert a statement whose only parameter is the row's id */
    Freshness(JdbcServer mySql, String database, String insert) {
        this.mySql = mySql;
        this.database = database;
        this.insert = insert;
    }

    /** Percentiles of the delay, in seconds. */
    record Delay(double p50, double p95, double p99) {

        /** Of at least one delay. */
        static Delay of(List<Double> delays) {
            var sorted = delays.stream().sorted().toList();
            return new Delay(percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99));
        }

        private static double percentile(List<Double> sorted, int percent) {
            return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
        }
    }

    /** Where changes are looked for, by one thread. */
    interface Place {
        /** The largest id that is there; waits a little if nothing is new. */
        long last() throws Exception;
    }

    /** Writes at that rate for so many seconds, after ids that are taken, and watches each place. */
    List<Delay> measure(int perSecond, int seconds, long firstId, Place... places) throws Exception {
        var watches = new ArrayList<Watch>();
        for (var place : places) {
            watches.add(new Watch(place, firstId + (long) perSecond * seconds - 1));
        }
        watches.forEach(Thread::start);
        write(perSecond, seconds, firstId, watches);
        for (var watch : watches) {
            watch.join();
        }
        return watches.stream().map(Watch::delay).toList();
    }

    private void write(int perSecond, int seconds, long firstId, List<Watch> watches)
            throws SQLException, InterruptedException {
        try (var connection = mySql.connect(database);
                var statement = connection.prepareStatement(insert)) {
            connection.setAutoCommit(false);
            var start = System.nanoTime();
            for (long done = 0; done < (long) perSecond * seconds; done += PER_COMMIT) {
                for (var index = 0; index < PER_COMMIT; index++) {
                    statement.setLong(1, firstId + done + index);
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
                var now = System.nanoTime();
                var last = firstId + done + PER_COMMIT - 1;
                watches.forEach(watch -> watch.committed.put(last, now));
                var ahead = done * 1_000_000_000L / perSecond - (System.nanoTime() - start);
                if (ahead > 0) {
                    TimeUnit.NANOSECONDS.sleep(ahead);
                }
            }
        }
    }

    private static final class Watch extends Thread {

        private final Place place;
        private final long end;
        private final ConcurrentSkipListMap<Long, Long> committed = new ConcurrentSkipListMap<>();
        private final List<Double> delays = new ArrayList<>();
        private Exception failure;

        Watch(Place place, long end) {
            super("freshness-watch");
            this.place = place;
            this.end = end;
        }

        @Override
        public void run() {
            try {
                long seen;
                do {
                    seen = place.last();
                    var now = System.nanoTime();
                    for (var entry = committed.firstEntry();
                            entry != null && entry.getKey() <= seen;
                            entry = committed.firstEntry()) {
                        // it can be seen before the writer has noted that it's committed
                        delays.add(Math.max(0, now - entry.getValue()) / 1e9);
                        committed.remove(entry.getKey());
                    }
                } while (seen < end);
            } catch (Exception reason) {
                failure = reason;
            }
        }

        Delay delay() {
            if (failure != null) {
                throw new IllegalStateException("the changes can't be watched", failure);
            }
            return Delay.of(delays);
        }
    }
}
