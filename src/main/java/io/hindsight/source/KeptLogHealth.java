package io.hindsight.source;

import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.SourceSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Tells how much of its log the source keeps for capture, and whether that is in danger. */
public final class KeptLogHealth extends AbstractHealthCheck {

    private static final String METER = "hindsight.source.log.";

    private final SourceSettings settings;
    private volatile Optional<KeptLog> kept = Optional.empty();

    public KeptLogHealth(SourceSettings settings) {
        super("hindsight", "source-log");
        this.settings = settings;
    }

    /** Asks the source; one that doesn't answer is capture's to tell. */
    public void ask() {
        try (var source = Source.open(settings, TimeLimits.HEALTH)) {
            kept = source.keptLog();
        } catch (SQLException away) {
            // what was known stands
        }
    }

    /** Lets others see the numbers; there is none where a log is kept for a time, whoever has read it. */
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "kept.bytes", "What the source keeps of its log until capture has read it", KeptLog::bytes);
        gauge(
                registry,
                "room.bytes",
                "What the source can write until it gives up what capture hasn't read",
                log -> log.room().isPresent() ? log.room().getAsLong() : Double.POSITIVE_INFINITY);
        gauge(registry, "idle.seconds", "Since when nobody has read the source's log", log -> log.idle()
                .toSeconds());
    }

    private void gauge(MeterRegistry registry, String name, String meaning, ToDoubleFunction<KeptLog> value) {
        Gauge.builder(METER + name, this, health -> health.kept
                        .map(log -> value.applyAsDouble(log))
                        .orElse(Double.NaN))
                .description(meaning)
                .register(registry);
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var trouble = kept.flatMap(KeptLog::trouble);
        if (trouble.isEmpty()) {
            builder.up();
        } else {
            builder.message(trouble.get()).down();
        }
    }
}
