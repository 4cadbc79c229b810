package io.hindsight.apply;

import io.hindsight.observe.Meters;
import io.hindsight.reconcile.Difference;
import io.hindsight.reconcile.TableReport;
import io.hindsight.table.CapturedTable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * What the last comparison of each table came to, as health and metrics. DOWN while a table differs; neither liveness nor
 * readiness: a restart wouldn't help.
 */
final class CheckHealth extends AbstractHealthCheck {

    private final CamelContext context;
    private final Map<Tags, AtomicLong> keys = new ConcurrentHashMap<>();
    private final Map<String, String> problems = new ConcurrentSkipListMap<>();
    private final AtomicLong done = new AtomicLong();
    private volatile String failure = "";

    CheckHealth(CamelContext context) {
        super("hindsight", "source-and-warehouses");
        this.context = context;
        Gauge.builder("hindsight.check.last.timestamp.seconds", done, AtomicLong::doubleValue)
                .description("When source and warehouses were last compared to the end; 0 when never")
                .register(Meters.of(context));
    }

    void found(TableReport report) {
        for (var kind : Difference.Disagreement.values()) {
            count(
                    report,
                    kind.name().toLowerCase(Locale.ROOT),
                    report.keys(kind).size());
        }
        count(report, "broken", report.broken().size());
        count(report, "unsettled", report.unsettled().size());
        var name = name(report.table(), report.warehouse());
        if (report.agrees()) {
            problems.remove(name);
        } else {
            problems.put(
                    name,
                    report.incomplete().isEmpty()
                            ? report.differences().size() + " keys differ, "
                                    + report.broken().size() + " have a broken history"
                            : report.incomplete());
        }
    }

    static String name(CapturedTable table, String warehouse) {
        return table.source() + " and " + table.declaration().target() + " in " + warehouse;
    }

    private void count(TableReport report, String kind, int number) {
        var tags = Meters.tags(report.table().declaration(), report.warehouse()).and("kind", kind);
        keys.computeIfAbsent(tags, this::gauge).set(number);
    }

    private AtomicLong gauge(Tags tags) {
        var number = new AtomicLong();
        Gauge.builder("hindsight.check.keys", number, AtomicLong::doubleValue)
                .description("Keys on which source and warehouse disagreed when they were last compared")
                .tags(tags)
                .strongReference(true)
                .register(Meters.of(context));
        return number;
    }

    /** All tables have been looked at; whether all could be compared. */
    void done(boolean isWhole) {
        failure = "";
        if (isWhole) {
            done.set(System.currentTimeMillis() / 1000);
        }
    }

    /** What was wrong with a table before it could be compared isn't any more. */
    void compared(String name) {
        problems.remove(name);
    }

    /** One table couldn't be compared. */
    void failed(String name, String why) {
        problems.put(name, "couldn't be compared: " + why);
    }

    void failed(String why) {
        failure = why;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        if (!failure.isEmpty()) {
            builder.message("source and warehouses couldn't be compared: " + failure)
                    .down();
        } else if (!problems.isEmpty()) {
            builder.message(problems + "; hindsight check shows the keys, hindsight check --repair mends them")
                    .down();
        } else {
            builder.up();
        }
    }
}
