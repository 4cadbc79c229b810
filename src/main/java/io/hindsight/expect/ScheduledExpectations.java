package io.hindsight.expect;

import io.hindsight.context.AfterStart;
import io.hindsight.settings.Expectation;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import java.util.List;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** Makes a route for each warehouse that is asked whether its tables are as expected; none where nothing is. */
public final class ScheduledExpectations {

    @BeanInject
    private CamelContext context;

    /** Called when the route files are loaded; the routes are made once everything else runs. */
    public void listen() throws Exception {
        AfterStart.call(context, this, this::make);
    }

    private void make(Settings settings) {
        if (!settings.expected().isAny()) {
            return;
        }
        var health = new ExpectationHealth(context);
        for (var warehouse : settings.warehouses()) {
            if (!settings.expected().waiting().isEmpty()
                    || !asked(settings, warehouse).isEmpty()) {
                make(
                        warehouse,
                        new WarehouseExpectations(context, warehouse, () -> asked(settings, warehouse), health));
            }
        }
    }

    private static List<Expectation> asked(Settings settings, WarehouseSettings warehouse) {
        return settings.expectations().stream()
                .filter(expectation -> expectation.warehouses().contains(warehouse.name()))
                .toList();
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
