package io.hindsight.warehouse.schema;

import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.SqlTemplate;
import io.hindsight.warehouse.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Gives the columns that tables have in a warehouse already. */
final class TargetColumns {

    private TargetColumns() {}

    /** Gives the columns of those tables that are there: by table and name, in their order. */
    static Map<String, Map<String, TargetColumn>> of(Connection connection, Dialect dialect, Collection<String> tables)
            throws SQLException {
        var names = tables.stream().map(dialect::literal).collect(Collectors.joining(", "));
        var sql = SqlTemplate.load(dialect.name(), "columns").fill(Map.of("tables", alias -> names));
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var columns = new HashMap<String, Map<String, TargetColumn>>();
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), table -> new LinkedHashMap<>())
                        .put(rows.getString(2), new TargetColumn(rows.getString(3), rows.getBoolean(4)));
            }
            return columns;
        }
    }
}
