package io.hindsight.apply;

import io.hindsight.context.AfterStart;
import io.hindsight.context.ContextSettings;
import io.hindsight.observe.FailureText;
import io.hindsight.reconcile.Reconciliation;
import io.hindsight.reconcile.Repair;
import io.hindsight.reconcile.TableReport;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares all tables with what the warehouses have, when the route of that name asks; its result is health and metrics. */
public final class ScheduledCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledCheck.class);

    @BeanInject
    private CamelContext context;

    private CheckHealth health;

    /** Called when the route files are loaded; the route is made once everything else runs. */
    public void listen() throws Exception {
        AfterStart.call(context, this, this::make);
    }

    private void make(Settings settings) {
        var every = settings.check().every();
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

    /** Compares, if this is the instance that captures, and it does; what can't be asked is said by health. */
    public void check() throws InterruptedException {
        var instance = new CapturingInstance(context);
        if (!instance.isThis()) {
            return;
        }
        var settings = ContextSettings.of(context);
        try (var reconciliation = new Reconciliation(settings, instance::standing)) {
            var isWhole = true;
            for (var table : settings.tables()) {
                isWhole &= check(settings, reconciliation, table);
            }
            health.done(isWhole);
        } catch (SQLException | IllegalStateException | KafkaException failed) {
            health.failed(FailureText.of(failed));
        }
    }

    /** Says whether it could be compared: one that can't be keeps none of the others waiting. */
    private boolean check(Settings settings, Reconciliation reconciliation, TableDeclaration declaration)
            throws InterruptedException {
        var name = declaration.source() + " and " + declaration.target();
        try {
            var table = SourceTables.once(settings, List.of(declaration)).get(declaration);
            // of one that isn't there another health check speaks
            var isWhole = table == null || check(settings, reconciliation, table);
            health.compared(name);
            return isWhole;
        } catch (SQLException | IllegalStateException | InvalidTableException | InvalidSettingsException failed) {
            health.failed(name, FailureText.of(failed));
            return false;
        }
    }

    private boolean check(Settings settings, Reconciliation reconciliation, CapturedTable table)
            throws SQLException, InterruptedException {
        var reports = new ArrayList<TableReport>();
        var isWhole = true;
        for (var warehouse : settings.warehouses()) {
            if (Reconciliation.compares(table, warehouse)) {
                try {
                    var report = reconciliation.compare(table, warehouse);
                    reports.add(report);
                    health.found(report);
                } catch (SQLException | IllegalStateException failed) {
                    health.failed(CheckHealth.name(table, warehouse.name()), FailureText.of(failed));
                    isWhole = false;
                }
            }
        }
        if (settings.check().repair() && reports.stream().anyMatch(TableReport::isMendable)) {
            LOG.info("repair of {}: {} keys", table.source(), new Repair(settings).mend(table, reports));
        }
        return isWhole;
    }
}
