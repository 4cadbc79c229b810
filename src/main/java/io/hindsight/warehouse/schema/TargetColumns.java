package io.hindsight.warehouse.schema;

import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.SqlTemplate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns that a table has in a warehouse already. */
final class TargetColumns {

    /**
     * A column as it is there.
     *
     * @param type spelled as {@link Dialect#type} spells it
     * @param key whether rows are told apart by it
     */
    record TargetColumn(String type, boolean key) {}

    private TargetColumns() {}

    /** Gives the columns by name, in their order; empty where there is no such table. */
    static Map<String, TargetColumn> of(Connection connection, Dialect dialect, String target) throws SQLException {
        var sql = SqlTemplate.load(dialect.name(), "columns")
                .fill(Map.of("target_name", alias -> dialect.literal(target)));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = new LinkedHashMap<String, TargetColumn>();
            while (rows.next()) {
                columns.put(rows.getString(1), new TargetColumn(rows.getString(2), rows.getBoolean(3)));
            }
            return columns;
        }
    }
}
