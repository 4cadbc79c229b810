package io.hindsight.apply;

import io.hindsight.context.ContextSettings;
import io.hindsight.observe.Meters;
import io.hindsight.observe.RoutineLoadMeters;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceHealth;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import java.sql.Driver;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.ExtendedStartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an apply route, out of the template, for each declared table in each of its warehouses. */
public final class DeclaredTables implements CamelContextAware, ExtendedStartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredTables.class);

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
        LockedRegistry.install(context);
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
        var tables = Patience.until("source " + settings.source(), () -> SourceTables.once(settings));
        var absent = SourceTables.absent(settings, tables);
        absent.forEach(table -> LOG.error("{}", SourceHealth.reason(table)));
        // each warehouse on its own: one that is down keeps none of the others waiting
        var kept = settings.warehouses().stream()
                .map(warehouse -> CompletableFuture.runAsync(
                        () -> keep(settings, warehouse, tablesOf(warehouse, tables.values()), absent),
                        DeclaredTables::start))
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
    private void keep(
            Settings settings,
            WarehouseSettings warehouse,
            List<CapturedTable> tables,
            List<TableDeclaration> allAbsent) {
        var absent = allAbsent.stream()
                .filter(table -> table.warehouses().contains(warehouse.name()))
                .toList();
        var dataSource = dataSource(warehouse, tables.size() + absent.size());
        var maker = makersDataSource(warehouse);
        absent.forEach(table -> start(() -> keep(settings, warehouse, dataSource, maker, table)));
        tables.forEach(table -> keep(settings, warehouse, dataSource, maker, table));
    }

    private void keep(
            Settings settings,
            WarehouseSettings warehouse,
            DataSource dataSource,
            DataSource maker,
            TableDeclaration absent) {
        try {
            new AbsentTable(context, settings, warehouse, absent)
                    .await()
                    .ifPresent(table -> keep(settings, warehouse, dataSource, maker, table));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(
            Settings settings,
            WarehouseSettings warehouse,
            DataSource dataSource,
            DataSource maker,
            CapturedTable table) {
        if (table.declaration().routineLoad().contains(warehouse.name())) {
            AppliedTable.create(warehouse, maker, table);
            watch().follow(WarehouseHealth.reads(
                    RoutineLoads.id(table.declaration(), warehouse.name()),
                    dataSource,
                    RoutineLoads.of(settings, warehouse, table),
                    new RoutineLoadMeters(Meters.of(context), Meters.tags(table.declaration(), warehouse.name()))));
        } else {
            new AppliedTable(context, settings, warehouse, maker, table).make();
        }
    }

    private DataSource makersDataSource(WarehouseSettings warehouse) {
        synchronized (ApplyRoute.TURN) {
            return DataSources.ofMaker(context, warehouse);
        }
    }

    private DataSource dataSource(WarehouseSettings warehouse, int routes) {
        synchronized (ApplyRoute.TURN) {
            context.getRegistry().bind(warehouse.name() + "-errors", new WarehouseErrors(warehouse.dialect()));
            var dataSource = DataSources.of(context, warehouse, routes);
            // endpoints look for it by the warehouse's name
            context.getRegistry()
                    .bind(
                            warehouse.name(),
                            DataSource.class,
                            WriterTurn.of(context, warehouse)
                                    .map(turn -> turn.guard(dataSource))
                                    .orElse(dataSource));
            watch().follow(WarehouseHealth.answers(warehouse.name(), dataSource));
            return dataSource;
        }
    }

    /** Before anything is waited for, so that health can say whose turn it is. */
    private void takeTurns(Settings settings) {
        for (var warehouse : settings.warehouses()) {
            if (warehouse.dialect().takesOneWriter()) {
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

    /** The name in the registry of a route's metrics. */
    static String meters(String routeId) {
        return routeId + "-meters";
    }

    /** The name in the registry of what makes a route's Kafka consumers. */
    static String consumers(String routeId) {
        return routeId + "-consumers";
    }

    private Watch watch() {
        return context.getRegistry().lookupByNameAndType("watch", Watch.class);
    }
}
