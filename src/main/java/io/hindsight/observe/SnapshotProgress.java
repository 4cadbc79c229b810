package io.hindsight.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far the initial snapshot has come: rows that Kafka has, of those that the source estimates. */
public final class SnapshotProgress {

    /** A moment of a snapshot; estimated is never less than done, and equal where the source knows no number. */
    public record Estimate(long done, long estimated, double rowsPerSecond, Optional<Duration> remaining) {}

    private final Clock clock;
    private final Map<String, Long> done = new TreeMap<>();
    private final Map<String, Long> estimated = new TreeMap<>();
    private Instant began;
    private boolean running;

    public SnapshotProgress(Clock clock) {
        this.clock = clock;
    }

    /** A snapshot begins, or begins anew; estimates are rows by database.table, and may be empty. */
    public synchronized void begin(Map<String, Long> estimates) {
        done.clear();
        estimated.clear();
        estimated.putAll(estimates);
        began = clock.instant();
        running = true;
    }

    /** So many rows more are in Kafka. */
    public synchronized void read(String table, long rows) {
        done.merge(table, rows, Long::sum);
    }

    /** It is complete, or its engine has ended. */
    public synchronized void end() {
        running = false;
    }

    public synchronized boolean isRunning() {
        return running;
    }

    /** Where the running snapshot is; empty when there is none. */
    public synchronized Optional<Estimate> estimate() {
        return running ? Optional.of(at(clock.instant())) : Optional.empty();
    }

    private Estimate at(Instant now) {
        var all = done.values().stream().mapToLong(Long::longValue).sum();
        var expected = Math.max(
                all, estimated.keySet().stream().mapToLong(this::estimated).sum());
        var seconds = Math.max(0.001, Duration.between(began, now).toMillis() / 1000.0);
        var rate = all / seconds;
        return new Estimate(
                all,
                expected,
                rate,
                all == 0 || expected == all
                        ? Optional.empty()
                        : Optional.of(Duration.ofMillis((long) (1000 * (expected - all) / rate))));
    }

    private synchronized long done(String table) {
        return done.getOrDefault(table, 0L);
    }

    private synchronized long estimated(String table) {
        return Math.max(done(table), estimated.getOrDefault(table, 0L));
    }

    /** Shows it as metrics, by the tables that are captured. */
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hindsight.snapshot.running", this, progress -> progress.isRunning() ? 1 : 0)
                .description("Whether the initial snapshot is being taken")
                .strongReference(true)
                .register(registry);
        Gauge.builder("hindsight.snapshot.remaining.seconds", this, SnapshotProgress::remainingSeconds)
                .description("Time that the rest needs at the rate so far; NaN when that isn't known")
                .strongReference(true)
                .register(registry);
    }

    /** Shows how far it is with more tables. */
    public void follow(MeterRegistry registry, Collection<String> tables) {
        for (var table : tables) {
            Gauge.builder("hindsight.snapshot.rows", this, progress -> progress.done(table))
                    .description("Rows of the last snapshot that Kafka has")
                    .tag("table", table)
                    .strongReference(true)
                    .register(registry);
            Gauge.builder("hindsight.snapshot.estimated.rows", this, progress -> progress.estimated(table))
                    .description("Rows that the source estimated the table to have")
                    .tag("table", table)
                    .strongReference(true)
                    .register(registry);
        }
    }

    private double remainingSeconds() {
        return estimate()
                .map(view ->
                        view.remaining().map(rest -> rest.toMillis() / 1000.0).orElse(Double.NaN))
                .orElse(0.0);
    }
}
