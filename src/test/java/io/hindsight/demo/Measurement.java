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
 * @param captured changes per second that came into Kafka
 * @param applied changes per second, of all tables together: a change counts in each that keeps it
 * @param lag seconds from commit to warehouse, of what was applied last; the largest of a table, on average
 * @param behind changes in Kafka that weren't applied yet, at the end
 */
record Measurement(String what, double captured, double applied, double lag, double behind) {

    static final String HEAD =
            String.format("      %-20s %14s %14s %10s %10s", "", "captured", "applied", "lag", "behind");

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
            var seconds = (System.nanoTime() - begin) / 1e9;
            return new Measurement(
                    what,
                    (Statuses.known(last.capture().changes())
                                    - Statuses.known(first.capture().changes()))
                            / seconds,
                    (changes(last) - changes(first)) / seconds,
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
                Locale.ROOT, "      %-20s %,12.0f/s %,12.0f/s %8.2f s %,10.0f", what, captured, applied, lag, behind);
    }
}
