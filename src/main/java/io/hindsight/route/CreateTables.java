package io.hindsight.route;

import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.Statements;
import javax.sql.DataSource;

/** Makes a table and its views in a warehouse, where they are missing. */
final class CreateTables {

    private final DataSource dataSource;
    private final String warehouse;

    CreateTables(DataSource dataSource, String warehouse) {
        this.dataSource = dataSource;
        this.warehouse = warehouse;
    }

    /** Creates as soon as the warehouse can be used. */
    void create(Statements statements, CapturedTable table) {
        Patience.until("warehouse " + warehouse + " (for " + table.declaration().target() + ")", () -> {
            try (var connection = dataSource.getConnection();
                    var statement = connection.createStatement()) {
                for (var sql : statements.create()) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }
}
