package io.hindsight.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns that a table or view has in a warehouse already. */
public final class TargetColumns {

    private TargetColumns() {}

    /** Gives types by column, spelled as {@link Warehouse#type} spells them; empty where there is no such table. */
    public static Map<String, String> of(Connection connection, Warehouse warehouse, String target)
            throws SQLException {
        var sql = SqlTemplate.load(warehouse.name(), "columns")
                .fill(Map.of("target_name", alias -> warehouse.literal(target)));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var types = new LinkedHashMap<String, String>();
            while (rows.next()) {
                types.put(rows.getString(1), rows.getString(2));
            }
            return types;
        }
    }
}
