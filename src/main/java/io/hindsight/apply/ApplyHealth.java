package io.hindsight.apply;

import io.hindsight.context.ContextSettings;
import io.hindsight.table.InvalidTableException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which apply routes wait for their warehouse, and why; each turn is logged once, and health is DOWN meanwhile. */
public final class ApplyHealth implements Processor, CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyHealth.class);

    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private CamelContext context;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** Gives the context a health check for each table and warehouse, before there is a route. */
    public void register() {
        var registry = HealthCheckRegistry.get(context);
        if (registry == null) {
            return;
        }
        for (var table : ContextSettings.of(context).tables()) {
            for (var warehouse : table.warehouses()) {
                if (table.routineLoad().contains(warehouse)) {
                    continue;
                }
                var check = new ApplyHealthCheck(table.routeId(warehouse), table, warehouse, troubles);
                check.setCamelContext(context);
                registry.register(check);
            }
        }
    }

    /** Called before a batch is tried again, and before its route stops. */
    @Override
    public void process(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        var refused = ObjectHelper.getException(RefusedException.class, failure);
        var reason = refused == null ? reason(failure) : refused.getMessage();
        var route = exchange.getFromRouteId();
        if (refused == null) {
            retried(route);
        }
        if (!reason.equals(troubles.put(route, reason)) || refused != null) {
            LOG.warn(refused == null ? "{} waits: {}; trying on" : "{} stops: {}", route, reason);
        }
    }

    private void retried(String route) {
        var meters = context.getRegistry().lookupByNameAndType(DeclaredTables.meters(route), RouteMeters.class);
        if (meters != null) {
            meters.retried();
        }
    }

    /** Has health say why there is no route yet; tells whether that is news. */
    boolean waits(String route, String reason) {
        return !reason.equals(troubles.put(route, reason));
    }

    /** From now on, the route speaks for itself. */
    void waitsNoMore(String route) {
        troubles.remove(route);
    }

    /** Called when a batch has been applied. */
    public void applied(Exchange exchange) {
        if (troubles.remove(exchange.getFromRouteId()) != null) {
            LOG.info("{} goes on", exchange.getFromRouteId());
        }
    }

    /** Some engines quote the statement, values and all, in what they say of a failure: codes are enough. */
    private static String reason(Throwable failure) {
        var sql = ObjectHelper.getException(SQLException.class, failure);
        if (sql != null) {
            return "the warehouse doesn't take the batch (" + WarehouseErrors.describe(sql) + ")";
        }
        return failure instanceof InvalidTableException
                ? failure.getMessage()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
