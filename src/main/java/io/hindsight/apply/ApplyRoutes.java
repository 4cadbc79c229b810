package io.hindsight.apply;

import io.hindsight.capture.reread.ForgottenKeys;
import io.hindsight.context.ContextSettings;
import io.hindsight.context.RouteBeans;
import io.hindsight.kafka.ApplyGroup;
import io.hindsight.kafka.TableTopics;
import io.hindsight.observe.Concerns;
import io.hindsight.registry.SentValues;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.warehouse.SqlTemplate;
import java.sql.Driver;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Makes the apply routes out of their templates, once, before anything is started: of the settings alone, so that no
 * database and no Kafka needs to be there.
 */
public final class ApplyRoutes extends LifecycleStrategySupport {

    @BeanInject
    private CamelContext context;

    private ForgottenKeys forgotten;

    /** Called when this bean's file is loaded; the files with the templates may come later. */
    public void listen() {
        context.addLifecycleStrategy(this);
    }

    @Override
    public void onContextInitializing(CamelContext loaded) {
        if (!RouteBeans.isInUse(context, this)) {
            return;
        }
        // each registers itself: Camel JBang adds them to a running JVM, which has looked for drivers already
        ServiceLoader.load(Driver.class, ApplyRoutes.class.getClassLoader()).forEach(driver -> {});
        var settings = ContextSettings.of(context);
        forgotten = new ForgottenKeys(settings);
        var tables =
                new AppliedTables(forgotten, new SentValues(settings.kafka().registry()));
        context.getRegistry().bind("appliedTables", tables);
        context.getRegistry().bind("missingTables", new MissingTables(settings, tables));
        context.getRegistry().bind("lakeTables", new LakeTables());
        var monitor = HealthMonitor.start(context, settings);
        var found = new FoundTables(context, settings);
        for (var warehouse : settings.warehouses()) {
            var lease = WriterLease.seek(context, settings, warehouse);
            var groups = ApplyGroup.of(settings, warehouse.name());
            var pools = warehouse.lake().isPresent()
                    ? WarehousePools.NONE
                    : WarehousePools.bind(context, warehouse, groups.size() * warehouse.consumers(), lease);
            var added = tables.add(context, settings, settings.tables(), warehouse, pools.maker());
            makeTables(warehouse);
            var consumers = groups.stream()
                    .map(group -> apply(settings, warehouse, group, tables.byTopic(settings, group), lease))
                    .toList();
            monitor.follow(warehouse, pools);
            monitor.measure(warehouse, pools.questions(), added);
            found.into(declared -> {
                var more = tables.add(context, settings, declared, warehouse, pools.maker());
                monitor.measure(warehouse, pools.questions(), more);
                var possible = TableTopics.possible(settings);
                more.stream()
                        .filter(AppliedTable::isApplied)
                        .filter(table -> possible.contains(table.declaration()))
                        .forEach(table -> {
                            watch(new ApplyHealthCheck(table, groups.get(0).route(), lease, consumers.get(0)));
                            consumers.get(0).add(table.declaration().topic(settings.name()), table);
                        });
            });
        }
        found.start();
    }

    @Override
    public void onContextStopped(CamelContext stopped) {
        if (forgotten != null) {
            forgotten.close();
        }
    }

    private void makeTables(WarehouseSettings warehouse) {
        template("alter", warehouse, "alter-" + warehouse.name())
                .parameter(
                        "ddl",
                        warehouse.lake().isPresent()
                                ? "bean:lakeTables?method=bring"
                                // each body commits by itself; where the engine has transactions for it, all statements
                                // are one body
                                : "jdbc:" + warehouse.name() + "-ddl?resetAutoCommit=false")
                .handler(made -> describe(made, "Makes tables in " + warehouse + ", and alters them"))
                .add();
        template("make-tables", warehouse, "make-tables-" + warehouse.name())
                .handler(made -> describe(made, "Makes tables in " + warehouse + " before their first change"))
                .add();
    }

    private TableBatchConsumers apply(
            Settings settings,
            WarehouseSettings warehouse,
            ApplyGroup group,
            Map<String, AppliedTable> byTopic,
            Optional<WriterLease> lease) {
        var consumers =
                new TableBatchConsumers(BatchLimits.of(warehouse), new InheritedOffsets(settings, group), byTopic);
        byTopic.values().forEach(table -> watch(new ApplyHealthCheck(table, group.route(), lease, consumers)));
        var clients = group.route() + "-consumers";
        context.getRegistry().bind(clients, consumers);
        var route = template(warehouse.lake().isPresent() ? "apply-lake" : "apply", warehouse, group.route())
                .parameter("group", group.name())
                .parameter("clients", clients)
                .parameter("consumers", warehouse.consumers());
        if (warehouse.lake().isPresent()) {
            var health = new Concerns(
                    "maintenance-" + group.route(),
                    tables -> "files can't be written anew, so that reading gets slower: " + tables);
            watch(health);
            var lake = new LakeApply(context, warehouse, lease.orElseThrow(), health);
            consumers.beginningIn(lake);
            context.getRegistry().bind(group.route() + "-lake", lake);
            route.parameter("lake", group.route() + "-lake");
        } else {
            withStatements(route, warehouse);
        }
        route.handler(made -> {
                    describe(made, "Changes of all tables to " + warehouse + ", a batch of one table after the other");
                    made.getRoute().setAutoStartup(String.valueOf(lease.isEmpty()));
                })
                .add();
        lease.ifPresent(writer -> writer.follow(group.route()));
        return consumers;
    }

    private static void withStatements(TemplatedRouteBuilder route, WarehouseSettings warehouse) {
        route.parameter("noteTruncate", sql(warehouse, "note-truncate", "note-beginning"))
                .parameter(
                        "stageTruncate",
                        sql(warehouse, "stage-truncate-history", "stage-truncate-current", "stage-beginning"))
                .parameter("stage", sql(warehouse, "stage"))
                .parameter("apply", sql(warehouse, "close-and-insert", "upsert-latest"))
                .parameter("clear", sql(warehouse, "clear"));
    }

    private void watch(AbstractHealthCheck check) {
        var registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            check.setCamelContext(context);
            registry.register(check);
        }
    }

    /** Consoles show a description as it is written: with the parameters' names, not their values. */
    private static void describe(RouteTemplateDefinition made, String description) {
        made.getRoute().setDescription(description);
    }

    private TemplatedRouteBuilder template(String template, WarehouseSettings warehouse, String route) {
        return TemplatedRouteBuilder.builder(context, template).routeId(route).parameter("warehouse", warehouse.name());
    }

    /** What a step runs, for people who look at the route: each table has its own names in the places. */
    private static String sql(WarehouseSettings warehouse, String... files) {
        return Stream.of(files)
                .map(file -> file + ".sql: "
                        + SqlTemplate.load(warehouse.dialect().name(), file).text())
                .collect(Collectors.joining("; "));
    }
}
