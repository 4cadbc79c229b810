package io.hindsight.console;

import io.hindsight.apply.AppliedTables;
import io.hindsight.apply.RoutineLoads;
import io.hindsight.context.ContextSettings;
import io.hindsight.observe.Scrape;
import io.hindsight.observe.Status;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.CamelContextHelper;

/** Describes the pipeline at this moment: where changes flow, and how that goes. */
public final class Flow {

    /** @param state started, stopped, or waiting until the table is known; loading, while the warehouse reads the topic */
    public record Route(String id, String state, String table, String topic, String target, String warehouse) {}

    /** @param status what health and metrics say */
    public record View(
            String at,
            boolean site,
            String name,
            String version,
            String source,
            String brokers,
            String capture,
            List<Route> routes,
            List<Rereads.Asked> rereads,
            Status status) {}

    @BeanInject
    private CamelContext context;

    /** Looks at it. */
    public View view() {
        var settings = ContextSettings.of(context);
        var status = status();
        var version = Flow.class.getPackage().getImplementationVersion();
        var routes = new ArrayList<Route>();
        for (var table : settings.tables()) {
            for (var warehouse : table.warehouses()) {
                var id = table.routeId(warehouse);
                routes.add(new Route(
                        id,
                        table.routineLoad().contains(warehouse)
                                ? loading(status, RoutineLoads.id(table, warehouse))
                                : AppliedTables.of(context)
                                        .find(id)
                                        .orElseThrow()
                                        .state(),
                        table.source().toString(),
                        table.topic(settings.name()),
                        table.target(),
                        warehouse));
            }
        }
        return new View(
                Instant.now().toString(),
                !settings.console().site().isEmpty(),
                settings.name(),
                version == null ? "(not packaged)" : version,
                settings.source().kind() + " " + settings.source(),
                settings.kafka().brokers(),
                capture(),
                routes,
                Rereads.known(context, settings),
                status);
    }

    private static String loading(Status status, String check) {
        return status.problems().stream().anyMatch(problem -> problem.check().equals(check)) ? "waiting" : "loading";
    }

    private String capture() {
        return context.getRoute("capture") == null
                ? "waiting"
                : context.getRouteController().getRouteStatus("capture").name().toLowerCase(Locale.ROOT);
    }

    private Status status() {
        var health = HealthCheckHelper.invoke(context);
        var problems = health.stream()
                .filter(result -> result.getState() != HealthCheck.State.UP)
                .map(result -> new Status.FailedCheck(result.getCheck().getId(), message(result, "no reason given")))
                .toList();
        var reread = health.stream()
                .filter(result -> result.getCheck().getId().equals(Status.Reread.CHECK))
                .map(result -> message(result, ""))
                .collect(Collectors.joining());
        var metrics = CamelContextHelper.findSingleByType(context, PrometheusMeterRegistry.class);
        return Status.of(
                problems.isEmpty() ? "UP" : "DOWN",
                problems,
                reread,
                Scrape.of(metrics == null ? "" : metrics.scrape()));
    }

    private static String message(HealthCheck.Result result, String none) {
        return result.getMessage().orElse(none);
    }
}
