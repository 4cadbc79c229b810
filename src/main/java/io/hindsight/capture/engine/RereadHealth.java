package io.hindsight.capture.engine;

import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.RereadText;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.observe.Status;
import io.hindsight.settings.Settings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Tells of rereadings that fail, as health, and how far the first that is open has come, as metrics. */
final class RereadHealth extends AbstractHealthCheck {

    private final Settings settings;
    private final Supplier<Optional<Rereadings>> rereadings;

    RereadHealth(Settings settings, Supplier<Optional<Rereadings>> rereadings) {
        super("hindsight", Status.Reread.CHECK);
        this.settings = settings;
        this.rereadings = rereadings;
    }

    void bindTo(MeterRegistry registry) {
        Gauge.builder("hindsight.reread.open", () -> rereadings
                        .get()
                        .map(all -> (double) all.open().size())
                        .orElse(Double.NaN))
                .description("Spans of the source's log that are still to be read again")
                .strongReference(true)
                .register(registry);
        gauge(
                registry,
                "share",
                "How much of the one that is read is done, from 0 to 1",
                (rereading, progress) -> progress.share(rereading));
        gauge(
                registry,
                "changes",
                "Changes of the one that is read that Kafka has",
                (rereading, progress) -> progress.changes());
        gauge(
                registry,
                "bytes",
                "Bytes of the source's log that have been read of the one that is read",
                (rereading, progress) -> progress.bytes());
        gauge(
                registry,
                "changes.per.second",
                "Changes a second of the one that is read, pauses left out",
                (rereading, progress) -> progress.rate());
        gauge(
                registry,
                "committed.seconds",
                "When what has been read last was committed, in seconds since 1970",
                (rereading, progress) -> progress.committed()
                        .map(moment -> moment.toEpochMilli() / 1e3)
                        .orElse(Double.NaN));
        gauge(
                registry,
                "remaining.seconds",
                "Time that its rest takes at the rate so far",
                (rereading, progress) ->
                        progress.remaining(rereading).map(Duration::toMillis).orElse(0L) / 1e3);
    }

    private void gauge(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleBiFunction<Rereading, RereadProgress> number) {
        Gauge.builder("hindsight.reread." + name, () -> rereadings
                        .get()
                        .flatMap(all -> all.open().stream()
                                .findFirst()
                                .map(first -> number.applyAsDouble(first, all.progress(first))))
                        .orElse(Double.NaN))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var known = rereadings.get();
        var troubles = known.map(all -> all.all().stream()
                        .filter(rereading -> !all.progress(rereading).reason().isEmpty())
                        .map(rereading -> rereading.names() + " can't be read again: "
                                + all.progress(rereading).reason()
                                + "; hindsight reread --end gives it up")
                        .collect(Collectors.joining(". ")))
                .orElse("");
        if (troubles.isEmpty()) {
            builder.message(known.map(this::progress).orElse("")).up();
        } else {
            builder.message(troubles).down();
        }
    }

    private String progress(Rereadings all) {
        return all.open().stream()
                .map(rereading -> rereading.names() + ": "
                        + RereadText.of(settings.source().kind(), rereading, all.progress(rereading)))
                .collect(Collectors.joining(". "));
    }
}
