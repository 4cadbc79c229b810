package io.hindsight.warehouse.schema;

import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.SqlTemplate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes views out of the way of an alteration and puts them back as they were, whoever made them, where an engine changes
 * no type that a view shows.
 */
record Dependents(Dialect dialect, Connection connection) {

    /** Sets statements that change the types of these columns of a table between those that remove and make its views. */
    List<String> around(String table, Collection<String> columns, List<String> alterations) throws SQLException {
        if (columns.isEmpty() || !dialect.viewsHoldTypes()) {
            return alterations;
        }
        var statements = new ArrayList<>(alterations);
        var names = columns.stream().map(dialect::literal).collect(Collectors.joining(", "));
        var sql = SqlTemplate.load(dialect.name(), "dependents")
                .fill(Map.of("table", alias -> dialect.literal(table), "columns", alias -> names));
        try (var statement = connection.createStatement();
                var views = statement.executeQuery(sql)) {
            while (views.next()) {
                statements.add(0, views.getString(1));
                statements.add(views.getString(2));
            }
        }
        return statements;
    }
}
