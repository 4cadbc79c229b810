package io.hindsight.expect;

import io.hindsight.observe.Concerns;
import io.hindsight.observe.Meters;
import io.hindsight.settings.Expectation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * What the last look at each expectation came to, as health and metrics.
 */
final class ExpectationHealth {

    /** An expectation in one warehouse. */
    private record InWarehouse(String expectation, String warehouse) {}

    private final CamelContext context;
    private final Set<InWarehouse> shown = ConcurrentHashMap.newKeySet();
    private final Map<InWarehouse, Double> failing = new ConcurrentHashMap<>();
    private final Map<InWarehouse, Double> moments = new ConcurrentHashMap<>();
    private final Concerns problems = new Concerns("expectations", all -> all.entrySet().stream()
            .map(problem -> problem.getKey() + ": " + problem.getValue())
            .collect(Collectors.joining("; ")));

    ExpectationHealth(CamelContext context) {
        this.context = context;
        problems.setCamelContext(context);
        HealthCheckRegistry.get(context).register(problems);
    }

    /** Gives it its figures, which aren't known until it has been asked. */
    void show(Expectation expectation, String warehouse) {
        var asked = new InWarehouse(expectation.name(), warehouse);
        if (shown.add(asked)) {
            var tags = Meters.tags(expectation.table(), warehouse).and("expectation", expectation.name());
            gauge("hindsight.expect.failing.rows", "Rows that aren't as expected", failing, asked, tags);
            gauge(
                    "hindsight.expect.last.timestamp.seconds",
                    "When the warehouse last answered whether they are",
                    moments,
                    asked,
                    tags);
        }
    }

    private void gauge(String name, String description, Map<InWarehouse, Double> values, InWarehouse asked, Tags tags) {
        Gauge.builder(name, values, all -> all.getOrDefault(asked, Double.NaN))
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(Meters.of(context));
    }

    /** So many rows aren't as expected. */
    void found(Expectation expectation, String warehouse, long rows) {
        answered(expectation, warehouse, rows);
        if (rows == 0) {
            problems.remove(name(expectation, warehouse));
        } else {
            problems.put(name(expectation, warehouse), "failing rows: " + rows);
        }
    }

    /** The warehouse hasn't had all for too long; which moment it has come to is said. */
    void stale(Expectation expectation, String warehouse, String how) {
        answered(expectation, warehouse, 1);
        problems.put(name(expectation, warehouse), how);
    }

    /** It couldn't be asked. */
    void failed(Expectation expectation, String warehouse, String why) {
        failing.remove(new InWarehouse(expectation.name(), warehouse));
        problems.put(name(expectation, warehouse), "can't be asked: " + why);
    }

    /** It isn't asked now: others say why, or another instance does. */
    void unknown(Expectation expectation, String warehouse) {
        failing.remove(new InWarehouse(expectation.name(), warehouse));
        problems.remove(name(expectation, warehouse));
    }

    private void answered(Expectation expectation, String warehouse, long rows) {
        var asked = new InWarehouse(expectation.name(), warehouse);
        failing.put(asked, (double) rows);
        moments.put(asked, System.currentTimeMillis() / 1000.0);
    }

    private static String name(Expectation expectation, String warehouse) {
        return expectation.setting() + " of " + expectation.table().target() + " in " + warehouse;
    }
}
