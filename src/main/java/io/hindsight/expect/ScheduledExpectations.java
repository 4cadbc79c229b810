package io.hindsight.expect;

import io.hindsight.context.ContextSettings;
import io.hindsight.context.RouteBeans;
import io.hindsight.settings.WarehouseSettings;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;

/** Makes a route for each warehouse that is asked whether its tables are as expected; none where nothing is. */
public final class ScheduledExpectations implements ExtendedStartupListener {

    @BeanInject
    private CamelContext context;

    /** Called when the route files are loaded; the routes are made once everything else runs. */
    public void listen() throws Exception {
        context.addStartupListener(this);
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        // the routes can be made only when all else runs
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) throws Exception {
        var settings = ContextSettings.of(context);
        if (settings.expectations().isEmpty() || !RouteBeans.isInUse(context, this)) {
            return;
        }
        var health = new ExpectationHealth(context, settings.expectations());
        health.setCamelContext(context);
        HealthCheckRegistry.get(context).register(health);
        for (var warehouse : settings.warehouses()) {
            var asked = settings.expectations().stream()
                    .filter(expectation -> expectation.warehouses().contains(warehouse.name()))
                    .toList();
            if (!asked.isEmpty()) {
                make(warehouse, new WarehouseExpectations(context, warehouse, asked, health));
            }
        }
    }

    private void make(WarehouseSettings warehouse, WarehouseExpectations expectations) {
        var route = "expect-" + warehouse.name();
        context.getRegistry().bind(route + "-expectations", expectations);
        TemplatedRouteBuilder.builder(context, "expect")
                .routeId(route)
                .parameter("warehouse", warehouse.name())
                .parameter("expectations", route + "-expectations")
                .handler(made -> made.getRoute()
                        .setDescription("Asks " + warehouse.name() + " whether the rows of tables are as expected"))
                .add();
    }
}
