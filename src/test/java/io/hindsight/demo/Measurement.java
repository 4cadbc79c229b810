package io.hindsight.demo;

import io.hindsight.observe.Status;
import io.hindsight.testing.RunningProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a running program brings into its warehouses.
 *
 * @param rate changes per second, of all tables together
 * @param lag seconds from commit to warehouse, of what was applied last; the largest of a table, on average
 * @param behind changes in Kafka that weren't applied yet, at the end
 */
record Measurement(String what, double rate, double lag, double behind) {

    private static final Duration WARM_UP = Duration.ofSeconds(3);

    static Measurement of(RunningProgram program, Duration duration, String what) throws InterruptedException {
        try {
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
            var lags = new ArrayList<Double>();
            var begin = System.nanoTime();
            var first = Statuses.of(program);
            var last = first;
            while (System.nanoTime() - begin < duration.toNanos()) {
                TimeUnit.SECONDS.sleep(1);
                last = Statuses.of(program);
                lags.add(last.tables().stream()
                        .mapToDouble(table -> Statuses.known(table.lagSeconds()))
                        .max()
                        .orElse(0));
            }
            return new Measurement(
                    what,
                    (changes(last) - changes(first)) / ((System.nanoTime() - begin) / 1e9),
                    lags.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                    last.tables().stream()
                            .mapToDouble(table -> Statuses.known(table.lagChanges()))
                            .sum());
        } catch (IOException silent) {
            throw new IllegalStateException("the program doesn't answer; see " + program.log(), silent);
        }
    }

    private static double changes(Status status) {
        return status.tables().stream()
                .mapToDouble(table -> Statuses.known(table.changes()))
                .sum();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "      %-28s %,7.0f changes/s   lag %5.2f s   %,7.0f behind", what, rate, lag, behind);
    }
}
