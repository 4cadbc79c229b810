package io.hindsight.expect;

import io.hindsight.apply.AppliedTables;
import io.hindsight.apply.CapturingInstance;
import io.hindsight.apply.WarehouseErrors;
import io.hindsight.context.ContextSettings;
import io.hindsight.observe.AnsweringHealth;
import io.hindsight.settings.Expectation;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.expected.CurrentRows;
import io.hindsight.warehouse.expected.ExpectedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** What is expected of tables in one warehouse, looked at in turns when its time has come: one statement at a time. */
public final class WarehouseExpectations {

    /** So that a warehouse works on expectations for a tenth of the time at most. */
    private static final long REST = 9;

    private final CamelContext context;
    private final WarehouseSettings warehouse;
    private final Supplier<List<Expectation>> expectations;
    private final ExpectationHealth health;
    private final Map<Expectation, TableFreshness> freshness = new HashMap<>();

    /** When each is to be looked at again; one that hasn't been answered isn't there. */
    private final Map<Expectation, Long> next = new HashMap<>();

    /** @param expectations gives those of this warehouse: more where patterns find more tables */
    WarehouseExpectations(
            CamelContext context,
            WarehouseSettings warehouse,
            Supplier<List<Expectation>> expectations,
            ExpectationHealth health) {
        this.context = context;
        this.warehouse = warehouse;
        this.expectations = expectations;
        this.health = health;
    }

    /** Looks at those whose time has come, if this is the instance that captures. */
    public void ask() throws InterruptedException {
        var known = expectations.get();
        known.forEach(expectation -> health.show(expectation, warehouse.name()));
        if (!new CapturingInstance(context).captures()) {
            forget(known);
            return;
        }
        for (var expectation : known) {
            var begun = System.nanoTime();
            if (next.getOrDefault(expectation, begun) - begun <= 0 && isAsked(expectation)) {
                var now = System.nanoTime();
                next.put(expectation, now + Math.max(expectation.every().toNanos(), rest(expectation, now - begun)));
            }
        }
    }

    /** To wait for changes is no work of the warehouse. */
    private static long rest(Expectation expectation, long took) {
        return expectation.rows().isPresent() ? REST * took : 0;
    }

    private void forget(List<Expectation> known) {
        next.clear();
        freshness.clear();
        known.forEach(expectation -> health.unknown(expectation, warehouse.name()));
    }

    /** Says whether it could be: a warehouse that is away, or a table that isn't there yet, says another health check. */
    private boolean isAsked(Expectation expectation) throws InterruptedException {
        if (expectation.rows().isEmpty()) {
            askFreshness(expectation);
            return true;
        }
        var rows = expectation.rows().get();
        var kept = kept(expectation.table());
        if (kept.isEmpty()
                || rows.other().filter(other -> kept(other).isEmpty()).isPresent()
                || AnsweringHealth.problem(context, "warehouse-" + warehouse.name())
                        .isPresent()) {
            health.unknown(expectation, warehouse.name());
            return false;
        }
        // no batch waits for a connection that isn't of its pool
        try (var connection = warehouse.connectToRead()) {
            ask(connection, expectation, rows, kept.get());
            return true;
        } catch (SQLException away) {
            health.unknown(expectation, warehouse.name());
            return false;
        }
    }

    private void ask(Connection connection, Expectation expectation, ExpectedRows rows, CapturedTable kept) {
        var dialect = warehouse.dialect();
        try {
            var failing = rows.failing(
                    new CurrentRows(dialect, kept),
                    other -> new CurrentRows(dialect, kept(other).orElseThrow()));
            health.found(expectation, warehouse.name(), FailingCount.of(connection, expectation, failing));
        } catch (SQLException failed) {
            // what an engine says of a failure may quote a row
            health.failed(
                    expectation,
                    warehouse.name(),
                    dialect.ranOutOfTime(failed)
                            ? "it takes longer than " + expectation.timeout().toSeconds()
                                    + " s; raise hindsight.expect." + expectation.name() + ".timeout, or ask less"
                            : WarehouseErrors.describe(failed) + "; hindsight validate says what is wrong");
        } catch (IllegalArgumentException wrong) {
            health.failed(expectation, warehouse.name(), wrong.getMessage());
        }
    }

    private void askFreshness(Expectation expectation) throws InterruptedException {
        var table = freshness.computeIfAbsent(
                expectation, first -> new TableFreshness(ContextSettings.of(context), expectation, warehouse.name()));
        if (table.isEnough()) {
            health.found(expectation, warehouse.name(), 0);
        } else {
            health.stale(expectation, warehouse.name(), table.toString());
        }
    }

    private Optional<CapturedTable> kept(TableDeclaration table) {
        return AppliedTables.of(context).kept(table, warehouse.name());
    }
}
