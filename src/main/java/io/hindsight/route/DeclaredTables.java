package io.hindsight.route;

import io.hindsight.history.BatchReader;
import io.hindsight.observe.ApplyMeters;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.hindsight.warehouse.Staging;
import io.hindsight.warehouse.Statements;
import java.sql.Driver;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.builder.TemplatedRouteBuilder;

/** Makes an apply route, out of the template, for each declared table in each of its warehouses. */
public final class DeclaredTables implements CamelContextAware, ExtendedStartupListener {

    private CamelContext context;

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** Called when the route files are loaded; the routes are made once everything else runs. */
    public void listen() throws Exception {
        // each registers itself: Camel JBang adds them to a running JVM, which has looked for drivers already
        ServiceLoader.load(Driver.class, DeclaredTables.class.getClassLoader()).forEach(driver -> {});
        context.addStartupListener(this);
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        // the routes can be made only when all else runs
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
        var settings = ContextSettings.of(context);
        takeTurns(settings);
        var tables = SourceTables.read(settings).values();
        // each warehouse on its own: one that is down keeps none of the others waiting
        var kept = settings.warehouses().stream()
                .map(warehouse -> CompletableFuture.runAsync(
                        () -> keep(settings, warehouse, tablesOf(warehouse, tables)), DeclaredTables::start))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(kept).join();
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "declared-tables");
        thread.setDaemon(true);
        thread.start();
    }

    private static List<CapturedTable> tablesOf(WarehouseSettings warehouse, Collection<CapturedTable> tables) {
        return tables.stream()
                .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                .toList();
    }

    /** Only the waiting for the warehouse is done side by side: Camel takes one route at a time. */
    private void keep(Settings settings, WarehouseSettings warehouse, List<CapturedTable> tables) {
        var dataSource = dataSource(warehouse, tables.size());
        var create = new CreateTables(dataSource, warehouse.name());
        for (var table : tables) {
            var statements = Statements.of(warehouse.kind(), table);
            create.create(statements, table);
            if (table.declaration().routineLoad().contains(warehouse.name())) {
                watch().follow(WarehouseHealth.reads(
                        RoutineLoads.id(table.declaration(), warehouse.name()),
                        dataSource,
                        RoutineLoads.of(settings, warehouse, table)));
            } else {
                route(settings, warehouse, table, statements);
            }
        }
    }

    private synchronized DataSource dataSource(WarehouseSettings warehouse, int routes) {
        context.getRegistry().bind(warehouse.name() + "-errors", new WarehouseErrors(warehouse.kind()));
        var dataSource = DataSources.of(context, warehouse, routes);
        // endpoints look for it by the warehouse's name
        context.getRegistry()
                .bind(
                        warehouse.name(),
                        DataSource.class,
                        turn(warehouse).map(turn -> turn.guard(dataSource)).orElse(dataSource));
        watch().follow(WarehouseHealth.answers(warehouse.name(), dataSource));
        return dataSource;
    }

    private Optional<WriterTurn> turn(WarehouseSettings warehouse) {
        return Optional.ofNullable(
                context.getRegistry().lookupByNameAndType(WriterTurn.name(warehouse.name()), WriterTurn.class));
    }

    /** Before anything is waited for, so that health can say whose turn it is. */
    private void takeTurns(Settings settings) {
        for (var warehouse : settings.warehouses()) {
            if (warehouse.kind().takesOneWriter()) {
                var turn = new WriterTurn(context, settings, warehouse.name());
                context.getRegistry().bind(WriterTurn.name(warehouse.name()), turn);
                add(turn);
            }
        }
    }

    private void add(WriterTurn turn) {
        try {
            context.addService(turn);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private synchronized void route(
            Settings settings, WarehouseSettings warehouse, CapturedTable table, Statements statements) {
        var id = table.declaration().routeId(warehouse.name());
        var reader = new TableReader(
                id,
                table.declaration(),
                new BatchReader(table, neighbours(settings, table)),
                Staging.of(warehouse.kind(), table),
                warehouse.kind().largestBatch());
        context.getRegistry().bind(id + "-reader", reader);
        var meters = new ApplyMeters(Meters.of(context), Meters.tags(table.declaration(), warehouse.name()));
        context.getRegistry().bind(meters(id), new RouteMeters(meters));
        Meters.countDeadLetters(context, table.declaration(), warehouse.name());
        var topic = table.declaration().topic(settings.name());
        var group = settings.name() + "." + id;
        watch().follow(group, topic, meters);
        KeptTables.keep(context, table, warehouse.name());
        var turn = turn(warehouse);
        TemplatedRouteBuilder.builder(context, "apply")
                .routeId(id)
                .handler(template -> template.getRoute()
                        // consoles show a description as it is written: with the parameters' names, not their values
                        .description("Changes of " + table.source() + " to "
                                + table.declaration().target() + " in " + warehouse.name())
                        .autoStartup(turn.isEmpty()))
                .parameter("route", id)
                .parameter("table", table.source().toString())
                .parameter("warehouse", warehouse.name())
                .parameter("target", table.declaration().target())
                .parameter("topic", topic)
                .parameter("group", group)
                .parameter("batchSize", warehouse.batchSize())
                .parameter("batchWait", warehouse.batchWait().toMillis())
                .parameter("reader", id + "-reader")
                .parameter("meters", meters(id))
                .parameter("errors", warehouse.name() + "-errors")
                .parameter("stage", bound(id + "-stage", statements.stage()))
                .parameter("applyName", Statements.applyName(table.declaration().keep()))
                .parameter("apply", bound(id + "-apply", statements.apply()))
                .parameter("clear", bound(id + "-clear", statements.clear()))
                .parameter("noteTruncate", bound(id + "-note-truncate", statements.noteTruncate()))
                .parameter("stageTruncate", bound(id + "-stage-truncate", statements.stageTruncate()))
                .add();
        turn.ifPresent(whose -> whose.follow(id));
    }

    /**
     * Gives the statement, which people read in a route console, and keeps it in the registry for an endpoint to refer
     * to: Camel looks for passwords in an endpoint's address in a time that grows with the square of its length, many
     * times when a route starts.
     */
    private String bound(String id, String sql) {
        context.getRegistry().bind(id, String.class, sql);
        return sql;
    }

    /** The name in the registry of a route's metrics. */
    static String meters(String routeId) {
        return routeId + "-meters";
    }

    private Watch watch() {
        return context.getRegistry().lookupByNameAndType("watch", Watch.class);
    }

    /** Other declared tables whose changes come through the same topic. */
    private static Set<TableName> neighbours(Settings settings, CapturedTable table) {
        var topic = table.declaration().topic(settings.name());
        return settings.tables().stream()
                .filter(other -> other.topic(settings.name()).equals(topic))
                .map(TableDeclaration::source)
                .collect(Collectors.toSet());
    }
}
