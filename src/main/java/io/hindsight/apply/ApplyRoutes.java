package io.hindsight.apply;

import io.hindsight.context.ContextSettings;
import io.hindsight.kafka.ApplyGroup;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import java.sql.Driver;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * Makes the apply routes out of their templates, once, when the program starts: of the settings alone, so that no
 * database and no Kafka needs to be there.
 */
public final class ApplyRoutes implements CamelContextAware, ExtendedStartupListener {

    private CamelContext context;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** Called when the route files are loaded. */
    public void listen() throws Exception {
        // each registers itself: Camel JBang adds them to a running JVM, which has looked for drivers already
        ServiceLoader.load(Driver.class, ApplyRoutes.class.getClassLoader()).forEach(driver -> {});
        context.addStartupListener(this);
    }

    @Override
    public void onCamelContextStarting(CamelContext starting, boolean alreadyStarted) throws Exception {
        var settings = ContextSettings.of(context);
        var tables = new AppliedTables(context, settings);
        context.getRegistry().bind("appliedTables", tables);
        for (var warehouse : settings.warehouses()) {
            make(settings, warehouse, tables);
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        // all is done before
    }

    private void make(Settings settings, WarehouseSettings warehouse, AppliedTables tables) throws Exception {
        var groups = ApplyGroup.of(settings, warehouse.name());
        var lease = WriterLease.seek(context, settings, warehouse);
        var connections = groups.size() * warehouse.consumers();
        Warehouses.bind(context, warehouse, connections, lease);
        template("alter", warehouse, "alter-" + warehouse.name()).add();
        template("make-tables", warehouse, "make-tables-" + warehouse.name()).add();
        for (var group : groups) {
            make(settings, warehouse, tables, group, lease.isEmpty());
            lease.ifPresent(writer -> writer.follow(group.route()));
        }
        monitor().follow(settings, warehouse, tables.in(warehouse.name()));
    }

    private void make(
            Settings settings,
            WarehouseSettings warehouse,
            AppliedTables tables,
            ApplyGroup group,
            boolean startsByItself) {
        var byTopic = group.tables().stream()
                .collect(Collectors.toMap(table -> table.topic(settings.name()), table -> tables.find(
                                table.routeId(warehouse.name()))
                        .orElseThrow()));
        byTopic.values().forEach(table -> ApplyHealthCheck.register(context, table, group.route()));
        context.getRegistry()
                .bind(
                        TableBatchConsumers.name(group.route()),
                        new TableBatchConsumers(
                                BatchLimits.of(warehouse), new InheritedOffsets(settings, group), byTopic));
        template("apply", warehouse, group.route())
                .parameter("group", group.name())
                .parameter("clients", TableBatchConsumers.name(group.route()))
                .parameter("consumers", warehouse.consumers())
                .handler(made -> made.getRoute().setAutoStartup(String.valueOf(startsByItself)))
                .add();
    }

    private TemplatedRouteBuilder template(String template, WarehouseSettings warehouse, String route) {
        return TemplatedRouteBuilder.builder(context, template)
                .routeId(route)
                .parameter("warehouse", warehouse.name())
                .parameter("engine", warehouse.dialect().name());
    }

    private HealthMonitor monitor() {
        return context.getRegistry().lookupByNameAndType("healthMonitor", HealthMonitor.class);
    }
}
