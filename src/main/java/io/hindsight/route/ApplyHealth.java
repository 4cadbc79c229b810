package io.hindsight.route;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which apply routes wait for their warehouse, and why; each turn is logged once, and health is DOWN meanwhile. */
public final class ApplyHealth extends AbstractHealthCheck implements Processor, CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyHealth.class);

    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final Map<String, Long> deadLetters = new ConcurrentHashMap<>();

    public ApplyHealth() {
        super("hindsight", "apply");
    }

    /** Makes it one of the context's health checks. */
    public void register() {
        var registry = HealthCheckRegistry.get(getCamelContext());
        if (registry != null) {
            registry.register(this);
        }
    }

    /** Called before a batch is tried again. */
    @Override
    public void process(Exchange exchange) {
        var reason = reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        var route = exchange.getFromRouteId();
        if (troubles.put(route, reason) == null) {
            LOG.warn("{} waits: {}; trying on", route, reason);
        }
    }

    /** Called when a batch has been applied. */
    public void applied(Exchange exchange) {
        if (troubles.remove(exchange.getFromRouteId()) != null) {
            LOG.info("{} goes on", exchange.getFromRouteId());
        }
    }

    /** Called when a message has gone to the dead letters; health shows how many since the start. */
    public void rejected(Exchange exchange) {
        deadLetters.merge("dead letters of " + exchange.getFromRouteId(), 1L, Long::sum);
    }

    /** Some engines quote the statement, values and all, in what they say of a failure: codes are enough. */
    private static String reason(Throwable failure) {
        var sql = ObjectHelper.getException(SQLException.class, failure);
        if (sql != null) {
            return "the warehouse doesn't take the batch (" + WarehouseErrors.describe(sql) + ")";
        }
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var waiting = new TreeMap<>(troubles);
        for (var table : ContextSettings.of(getCamelContext()).tables()) {
            for (var warehouse : table.warehouses()) {
                var route = DeclaredTables.routeId(table, warehouse);
                if (getCamelContext().getRoute(route) == null) {
                    waiting.put(route, "starts when the source and the warehouse can be used");
                }
            }
        }
        deadLetters.forEach(builder::detail);
        if (waiting.isEmpty()) {
            builder.up();
        } else {
            waiting.forEach(builder::detail);
            builder.message(waiting.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .collect(Collectors.joining("; ")))
                    .down();
        }
    }
}
