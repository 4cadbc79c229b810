package io.hindsight.apply;

import io.hindsight.context.ContextSettings;
import io.hindsight.observe.FailureText;
import io.hindsight.reconcile.Reconciliation;
import io.hindsight.reconcile.Repair;
import io.hindsight.reconcile.TableReport;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares all tables with what the warehouses have, when the route of that name asks; its result is health and metrics. */
public final class ScheduledCheck implements ExtendedStartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledCheck.class);

    @BeanInject
    private CamelContext context;

    private CheckHealth health;

    /** Called when the route files are loaded; the route is made once everything else runs. */
    public void listen() throws Exception {
        context.addStartupListener(this);
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        // the route can be made only when all else runs
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) {
        var every = ContextSettings.of(context).check().every();
        if (every.isZero()) {
            return;
        }
        health = new CheckHealth(context);
        health.setCamelContext(context);
        HealthCheckRegistry.get(context).register(health);
        TemplatedRouteBuilder.builder(context, "check")
                .routeId("check")
                .parameter("every", every.toMillis())
                .add();
    }

    /** Compares, if this is the instance that captures; what can't be asked is said by health. */
    public void check() throws InterruptedException {
        var captures = context.getRegistry().lookupByNameAndType("captures", BooleanSupplier.class);
        if (captures == null || !captures.getAsBoolean()) {
            return;
        }
        var settings = ContextSettings.of(context);
        try (var reconciliation = new Reconciliation(settings)) {
            for (var table : SourceTables.once(settings).values()) {
                check(settings, reconciliation, table);
            }
            health.done();
        } catch (SQLException | IllegalStateException failed) {
            health.failed(FailureText.of(failed));
        }
    }

    private void check(Settings settings, Reconciliation reconciliation, CapturedTable table)
            throws SQLException, InterruptedException {
        var reports = new ArrayList<TableReport>();
        for (var warehouse : settings.warehouses()) {
            if (Reconciliation.compares(table, warehouse)) {
                var report = reconciliation.compare(table, warehouse);
                reports.add(report);
                health.found(report);
            }
        }
        if (settings.check().repair() && !reports.stream().allMatch(TableReport::agrees)) {
            LOG.info("repair of {}: {} keys", table.source(), new Repair(settings).mend(table, reports));
        }
    }
}
