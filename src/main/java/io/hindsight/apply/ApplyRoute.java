package io.hindsight.apply;

import io.hindsight.kafka.GroupNames;
import io.hindsight.observe.ApplyMeters;
import io.hindsight.observe.Meters;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.Statements;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.RouteTemplateDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route that brings a table's changes to a warehouse, and the one behind it that applies a batch: made from the
 * templates, and made anew for other statements.
 */
final class ApplyRoute {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyRoute.class);

    /** Held by who adds routes, or what they need, to Camel: it takes one at a time. */
    static final Object TURN = new Object();

    private static final int LONGEST_STOP_SECONDS = 5;

    private static final int PAUSE_MILLIS = 1000;

    private final CamelContext context;
    private final Settings settings;
    private final WarehouseSettings warehouse;
    private final TableDeclaration declaration;
    private final String id;

    ApplyRoute(CamelContext context, Settings settings, WarehouseSettings warehouse, TableDeclaration declaration) {
        this.context = context;
        this.settings = settings;
        this.warehouse = warehouse;
        this.declaration = declaration;
        this.id = declaration.routeId(warehouse.name());
    }

    /** Makes the route, and what it is measured by. */
    void start(Statements statements, TableReader reader) {
        synchronized (TURN) {
            var meters = new ApplyMeters(Meters.of(context), Meters.tags(declaration, warehouse.name()));
            context.getRegistry().bind(DeclaredTables.meters(id), new RouteMeters(meters));
            context.getRegistry().bind(DeclaredTables.consumers(id), new BoundedConsumers(warehouse.batchBytes()));
            Meters.countDeadLetters(context, declaration, warehouse.name());
            context.getRegistry()
                    .lookupByNameAndType("watch", Watch.class)
                    .follow(group(), declaration.topic(settings.name()), meters);
            add(statements, reader);
        }
    }

    /**
     * Has the route stopped and made anew; batches on their way must fail, and are read again.
     *
     * @param reader asked for when the old route has stopped
     */
    void renew(Statements statements, Supplier<TableReader> reader) {
        var renewal = new Thread(() -> renewUntilDone(statements, reader), "renew-" + id);
        renewal.setDaemon(true);
        renewal.start();
    }

    /** Camel may fail to stop a route whose services change meanwhile; without a new one the table would wait for ever. */
    private void renewUntilDone(Statements statements, Supplier<TableReader> reader) {
        var said = false;
        while (!context.isStopping() && !context.isStopped()) {
            try {
                renewOnce(statements, reader);
                return;
            } catch (Exception failure) {
                if (!said) {
                    LOG.warn("{} isn't made anew yet, trying on", id, failure);
                    said = true;
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private void renewOnce(Statements statements, Supplier<TableReader> reader) throws Exception {
        synchronized (TURN) {
            for (var route : List.of(id, batchId())) {
                context.getRouteController().stopRoute(route, LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
                context.removeRoute(route);
            }
            if (context.getStatus().isStarted()) {
                add(statements, reader.get());
            }
        }
    }

    private void add(Statements statements, TableReader reader) {
        synchronized (TURN) {
            context.getRegistry().bind(id + "-reader", reader);
            addBatchRoute(statements);
            var turn = WriterTurn.of(context, warehouse);
            template("apply", id)
                    .handler(made -> {
                        describe(made, "Changes of " + declaration.source() + " to " + inWarehouse());
                        made.getRoute().setAutoStartup(String.valueOf(turn.isEmpty()));
                    })
                    .parameter("table", declaration.source().toString())
                    .parameter("target", declaration.target())
                    .parameter("topic", declaration.topic(settings.name()))
                    .parameter("group", group())
                    .parameter("batchSize", warehouse.batchSize())
                    .parameter("consumers", DeclaredTables.consumers(id))
                    .parameter("batchWait", warehouse.batchWait().toMillis())
                    .parameter("meters", DeclaredTables.meters(id))
                    .add();
            turn.ifPresent(whose -> whose.follow(id));
        }
    }

    /** Before the route that brings batches, so that it stops after it. */
    private void addBatchRoute(Statements statements) {
        template("apply-batch", batchId())
                .handler(made -> describe(made, "A batch for " + inWarehouse()))
                .parameter("reader", id + "-reader")
                .parameter("errors", warehouse.name() + "-errors")
                .parameter("stage", bound("stage", statements.stage()))
                .parameter("applyName", Statements.applyName(declaration.keep()))
                .parameter("apply", bound("apply", statements.apply()))
                .parameter("clear", bound("clear", statements.clear()))
                .parameter("noteTruncate", bound("note-truncate", statements.noteTruncate()))
                .parameter("stageTruncate", bound("stage-truncate", statements.stageTruncate()))
                .add();
    }

    private TemplatedRouteBuilder template(String template, String routeId) {
        return TemplatedRouteBuilder.builder(context, template)
                .routeId(routeId)
                .parameter("route", id)
                .parameter("warehouse", warehouse.name());
    }

    /** Consoles show a description as it is written: with the parameters' names, not their values. */
    private static void describe(RouteTemplateDefinition made, String description) {
        made.getRoute().setDescription(description);
    }

    private String inWarehouse() {
        return declaration.target() + " in " + warehouse.name();
    }

    private String batchId() {
        return id + "-batch";
    }

    private String group() {
        return GroupNames.of(settings).apply(declaration, warehouse.name());
    }

    /**
     * Gives the statement, which people read in a route console, and keeps it in the registry for an endpoint to refer
     * to: Camel looks for passwords in an endpoint's address in a time that grows with the square of its length, many
     * times when a route starts.
     */
    private String bound(String step, String sql) {
        context.getRegistry().bind(id + "-" + step, String.class, sql);
        return sql;
    }
}
