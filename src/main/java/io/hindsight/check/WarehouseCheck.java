package io.hindsight.check;

import io.hindsight.observe.FailureText;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.iceberg.Lake;
import io.hindsight.warehouse.schema.TargetTable;
import java.sql.SQLException;
import java.util.Collection;

/** Whether a warehouse answers, and whether tables that exist there already fit what is declared. */
public final class WarehouseCheck {

    private final WarehouseSettings warehouse;
    private final Report report;

    public WarehouseCheck(WarehouseSettings warehouse, Report report) {
        this.warehouse = warehouse;
        this.report = report;
    }

    /**
     * Asks, and changes nothing.
     *
     * @param tables those that the warehouse keeps
     */
    public void check(Collection<CapturedTable> tables) {
        var dialect = warehouse.dialect();
        if (warehouse.lake().isPresent()) {
            lake(dialect, warehouse.lake().get(), tables);
            return;
        }
        try (var connection = warehouse.connect()) {
            report.good("warehouse " + warehouse.name() + ": "
                    + connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion());
            dialect.lacks(connection).ifPresent(lack -> report.wrong("warehouse " + warehouse.name() + ": " + lack));
            for (var table : tables) {
                target(new TargetTable(dialect, connection), dialect, table);
            }
        } catch (SQLException failure) {
            report.wrong("warehouse " + warehouse.name() + " can't be used (" + FailureText.of(failure)
                    + "); check the url, username and password of hindsight.warehouse." + warehouse.name()
                    + ", and that the database exists");
        }
    }

    private void lake(Dialect dialect, Lake lake, Collection<CapturedTable> tables) {
        try {
            lake.ask();
            report.good("warehouse " + warehouse.name() + ": a lake at " + warehouse.url());
            for (var table : tables) {
                target(new TargetTable(dialect, lake::columns), dialect, table);
            }
        } catch (RuntimeException | SQLException failure) {
            report.wrong("warehouse " + warehouse.name() + " can't be used (" + FailureText.of(failure)
                    + "); check the url and the catalog of hindsight.warehouse." + warehouse.name());
        }
    }

    private void target(TargetTable there, Dialect dialect, CapturedTable table) throws SQLException {
        var target = warehouse.name() + ": table " + table.declaration().target();
        var misfits = dialect.misfits(table);
        if (!misfits.isEmpty()) {
            misfits.forEach(report::wrong);
            return;
        }
        try {
            var kept = there.find(table);
            if (kept.isEmpty()) {
                report.good(target + " will be created");
                return;
            }
            var altered = there.difference(kept.get(), table);
            report.good(target + (altered.isEmpty() ? " fits" : " will be altered when changes need it: " + altered));
        } catch (InvalidTableException wrong) {
            report.wrong(target + ": " + wrong.getMessage());
        }
    }
}
