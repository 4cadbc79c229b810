package io.hindsight.apply;

import io.hindsight.capture.owed.OwedComparison;
import io.hindsight.capture.owed.OwedComparisons;
import io.hindsight.capture.owed.UnknownRows;
import io.hindsight.context.ContextSettings;
import io.hindsight.observe.Concerns;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the rows that have changed without a word in the source's log, and mends what differs: called by the route of
 * that name every few seconds, it does nothing as long as there are none. For one thread.
 */
public final class OwedCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwedCheck.class);

    /** How long what has failed waits. */
    private static final Duration WAIT = Duration.ofMinutes(1);

    @BeanInject
    private CamelContext context;

    private UnknownRows unknown;
    private Concerns health;
    private long notBefore = System.nanoTime();

    /** Compares, if this is the instance that captures; what can't be compared yet is said by health. */
    public void compare() throws InterruptedException {
        var settings = ContextSettings.of(context);
        var comparisons = OwedComparisons.of(settings.name());
        var instance = new CapturingInstance(context);
        if (comparisons.isEmpty() || System.nanoTime() - notBefore < 0) {
            return;
        }
        if (unknown == null) {
            unknown = new UnknownRows(settings);
        }
        compare(settings, instance, comparisons.get().begin(), comparisons.get()::done);
        if (settings.tables().stream().anyMatch(TableDeclaration::isPartial)) {
            compare(settings, instance, unknown(), unknown::done);
        }
    }

    private List<OwedComparison> unknown() {
        try {
            return unknown.begin();
        } catch (IllegalStateException | KafkaException away) {
            LOG.debug("Kafka doesn't say which rows are unknown", away);
            return List.of();
        }
    }

    private void compare(
            Settings settings, CapturingInstance instance, List<OwedComparison> owed, Consumer<OwedComparison> done)
            throws InterruptedException {
        if (owed.isEmpty() || !instance.isThis()) {
            return;
        }
        try (var reconciliation = new Reconciliation(settings, instance::standing)) {
            for (var comparison : owed) {
                if (isDone(settings, reconciliation, comparison)) {
                    done.accept(comparison);
                    health().remove(comparison.table().toString());
                }
            }
        } catch (SQLException | IllegalStateException | KafkaException away) {
            notBefore = System.nanoTime() + WAIT.toNanos();
            LOG.debug("what has changed can't be compared yet", away);
        }
    }

    private boolean isDone(Settings settings, Reconciliation reconciliation, OwedComparison owed)
            throws InterruptedException {
        var isWhole = true;
        try {
            var declared = settings.tables().stream()
                    .filter(table -> table.source().equals(owed.table()))
                    .toList();
            for (var table : SourceTables.once(settings, declared).values()) {
                isWhole &= compare(settings, reconciliation, table, owed);
            }
        } catch (SQLException
                | IllegalStateException
                | KafkaException
                | InvalidTableException
                | InvalidSettingsException failed) {
            failed(owed, FailureText.of(failed));
            return false;
        }
        return isWhole;
    }

    private boolean compare(Settings settings, Reconciliation reconciliation, CapturedTable table, OwedComparison owed)
            throws SQLException, InterruptedException {
        var reports = new ArrayList<TableReport>();
        for (var warehouse : settings.warehouses()) {
            if (Reconciliation.compares(table, warehouse)) {
                reports.add(reconciliation.compare(table, warehouse, owed));
            }
        }
        var isMendable = reports.stream().anyMatch(TableReport::isMendable);
        if (isMendable) {
            LOG.info(
                    "repair of {}: {} keys had changed without a word in the source's log",
                    table.source(),
                    new Repair(settings).mend(table, reports));
        }
        var rest = reports.stream()
                .map(TableReport::incomplete)
                .filter(why -> !why.isEmpty())
                .findFirst();
        // where some were mended, the others' turn comes next
        rest.filter(why -> !isMendable).ifPresent(why -> failed(owed, why));
        return rest.isEmpty();
    }

    private void failed(OwedComparison owed, String why) {
        health().put(owed.table().toString(), why);
        notBefore = System.nanoTime() + WAIT.toNanos();
    }

    @Override
    public void close() {
        if (unknown != null) {
            unknown.close();
        }
    }

    private Concerns health() {
        if (health == null) {
            health = new Concerns(
                    "owed-comparisons",
                    tables -> "rows have changed without a word in the source's log, and couldn't be compared: "
                            + tables);
            health.setCamelContext(context);
            HealthCheckRegistry.get(context).register(health);
        }
        return health;
    }
}
