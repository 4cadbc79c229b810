package io.hindsight.check;

import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.TargetColumns;
import io.hindsight.warehouse.Warehouse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Properties;

/** Whether a warehouse answers, and whether tables that exist there already fit what is declared. */
public final class WarehouseCheck {

    private static final int TIMEOUT_SECONDS = 10;

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
        var kind = warehouse.kind();
        try (var connection = connect(kind)) {
            report.good("warehouse " + warehouse.name() + ": "
                    + connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion());
            kind.lacks(connection).ifPresent(lack -> report.wrong("warehouse " + warehouse.name() + ": " + lack));
            for (var table : tables) {
                target(connection, kind, table);
            }
        } catch (SQLException failure) {
            report.wrong("warehouse " + warehouse.name() + " can't be used (" + FailureText.of(failure)
                    + "); check the url, username and password of hindsight.warehouse." + warehouse.name()
                    + ", and that the database exists");
        }
    }

    private void target(Connection connection, Warehouse kind, CapturedTable table) throws SQLException {
        var target = warehouse.name() + ": table " + table.declaration().target();
        var misfits = kind.misfits(table);
        if (!misfits.isEmpty()) {
            misfits.forEach(report::wrong);
            return;
        }
        var columns = TargetColumns.of(connection, kind, table.declaration().target());
        if (columns.isEmpty()) {
            report.good(target + " will be created");
            return;
        }
        var problems = report.problems();
        for (var column : table.columns()) {
            var type = columns.get(column.target());
            if (type == null) {
                report.wrong(target + " has no column " + column.target() + "; add it as " + kind.type(column)
                        + ", or leave it out: hindsight.table."
                        + table.declaration().name() + ".exclude="
                        + column.name());
            } else if (!type.equals(kind.type(column))) {
                report.wrong(target + ": column " + column.target() + " is " + type + ", but the source's "
                        + column.type() + " is kept as " + kind.type(column) + "; change its type, or choose another"
                        + " table: hindsight.table." + table.declaration().name() + ".target=…");
            }
        }
        if (report.problems() == problems) {
            report.good(target + " fits");
        }
    }

    private Connection connect(Warehouse kind) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", warehouse.username());
        properties.setProperty("password", warehouse.password());
        kind.connectionProperties().forEach(properties::setProperty);
        DriverManager.setLoginTimeout(TIMEOUT_SECONDS);
        return DriverManager.getConnection(warehouse.url(), properties);
    }
}
