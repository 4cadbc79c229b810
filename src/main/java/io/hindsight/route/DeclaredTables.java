package io.hindsight.route;

import io.hindsight.history.BatchReader;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import io.hindsight.warehouse.StagedJson;
import io.hindsight.warehouse.Statements;
import io.hindsight.warehouse.Warehouse;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.main.ConfigureRouteTemplates;

/** Makes an apply route, out of the template, for each declared table in each of its warehouses. */
public final class DeclaredTables implements ConfigureRouteTemplates {

    @Override
    public void configure(CamelContext context) {
        var settings = ContextSettings.of(context);
        var tables = SourceTables.read(settings);
        for (var warehouse : settings.warehouses()) {
            var kept = tables.values().stream()
                    .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                    .toList();
            var dataSource = DataSources.of(warehouse, kept.size());
            context.getRegistry().bind(warehouse.name(), DataSource.class, dataSource);
            context.addService(new org.apache.camel.support.service.ServiceSupport() {
                @Override
                protected void doStop() {
                    dataSource.close();
                }
            });
            var kind = Warehouse.of(warehouse.url());
            context.getRegistry().bind(warehouse.name() + "-errors", new WarehouseErrors(kind));
            for (var table : kept) {
                var statements = Statements.of(kind, table);
                new CreateTables(dataSource, warehouse.name()).create(statements, table);
                context.getRegistry()
                        .bind(
                                routeId(table, warehouse) + "-reader",
                                new TableReader(
                                        new BatchReader(table, neighbours(settings, table)),
                                        new StagedJson(kind, table)));
                route(context, settings, warehouse, table, statements);
            }
        }
    }

    private static void route(
            CamelContext context,
            Settings settings,
            WarehouseSettings warehouse,
            CapturedTable table,
            Statements statements) {
        var id = routeId(table, warehouse);
        TemplatedRouteBuilder.builder(context, "apply")
                .routeId(id)
                .parameter("table", table.source().toString())
                .parameter("warehouse", warehouse.name())
                .parameter("topic", table.declaration().topic(settings.name()))
                .parameter("group", settings.name() + "." + id)
                .parameter("batchSize", warehouse.batchSize())
                .parameter("batchWait", warehouse.batchWait().toMillis())
                .parameter("reader", id + "-reader")
                .parameter("errors", warehouse.name() + "-errors")
                .parameter("stage", statements.stage())
                .parameter("applyName", Statements.applyName(table.declaration().keep()))
                .parameter("apply", statements.apply())
                .parameter("clear", statements.clear())
                .parameter("noteTruncate", statements.noteTruncate())
                .parameter("stageTruncate", statements.stageTruncate())
                .add();
    }

    /** The id of the route that applies a table's changes: {@code apply-orders-clickhouse}. */
    public static String routeId(CapturedTable table, WarehouseSettings warehouse) {
        return "apply-" + table.declaration().name() + "-" + warehouse.name();
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
