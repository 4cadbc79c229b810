package io.hindsight.source.mysql;

import io.hindsight.source.Comments;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@code information_schema} says of tables. */
final class InformationSchema {

    private static final String COLUMNS =
            """
            SELECT c.column_name, c.data_type, c.column_type, c.numeric_precision, c.numeric_scale,
                   least(c.character_maximum_length, 2147483647) AS characters,
                   c.datetime_precision, c.character_set_name, c.is_nullable, coalesce(k.seq_in_index, 0) AS key_position
            FROM information_schema.columns c
            JOIN information_schema.tables t
              ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type NOT LIKE '%VIEW'
            LEFT JOIN information_schema.statistics k
                   ON k.table_schema = c.table_schema AND k.table_name = c.table_name
                  AND k.column_name = c.column_name AND k.index_name = 'PRIMARY'
            WHERE c.table_schema = ? AND c.table_name = ?
            ORDER BY c.ordinal_position
            """;

    private static final String TABLES = " FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";

    private static final String ALL =
            """
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')
              AND table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')
            ORDER BY table_schema, table_name
            """;

    private static final String COMMENTS =
            """
            SELECT table_schema, table_name, '' AS of_column, table_comment AS text
            FROM information_schema.tables WHERE table_comment <> '' AND (table_schema, table_name) IN ($)
            UNION ALL
            SELECT table_schema, table_name, column_name, column_comment
            FROM information_schema.columns WHERE column_comment <> '' AND (table_schema, table_name) IN ($)
            """;

    private final Connection connection;

    InformationSchema(Connection connection) {
        this.connection = connection;
    }

    List<SourceColumn> columns(TableName table) throws SQLException {
        try (var statement = of(table, COLUMNS);
                ResultSet rows = statement.executeQuery()) {
            var columns = new ArrayList<SourceColumn>();
            while (rows.next()) {
                columns.add(MySqlTypes.column(rows));
            }
            return columns;
        }
    }

    List<TableName> tables() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            var tables = new ArrayList<TableName>();
            while (rows.next()) {
                tables.add(new TableName(rows.getString(1), rows.getString(2)));
            }
            return tables;
        }
    }

    boolean has(TableName table) throws SQLException {
        try (var statement = of(table, "SELECT 1" + TABLES);
                var found = statement.executeQuery()) {
            return found.next();
        }
    }

    Map<String, Long> rowEstimates(Collection<TableName> tables) throws SQLException {
        var estimates = new TreeMap<String, Long>();
        try (var fresh = connection.createStatement()) {
            // the server would otherwise say what was true yesterday
            fresh.execute("SET SESSION information_schema_stats_expiry = 0");
        } catch (SQLException noSuchCache) {
            // a server that caches nothing says what is true now
        }
        for (var table : tables) {
            try (var statement = of(table, "SELECT table_rows" + TABLES);
                    var result = statement.executeQuery()) {
                if (result.next() && result.getObject(1) != null) {
                    estimates.put(table.toString(), result.getLong(1));
                }
            }
        }
        return estimates;
    }

    Map<TableName, Comments> comments(Collection<TableName> tables) throws SQLException {
        var comments = new HashMap<TableName, Comments>();
        var places = String.join(", ", Collections.nCopies(tables.size(), "(?, ?)"));
        try (var statement = connection.prepareStatement(COMMENTS.replace("$", places))) {
            var index = 0;
            for (var half = 0; half < 2; half++) {
                for (var table : tables) {
                    statement.setString(++index, table.database());
                    statement.setString(++index, table.table());
                }
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    comments.computeIfAbsent(
                                    new TableName(rows.getString(1), rows.getString(2)), named -> new Comments())
                            .say(rows.getString(3), rows.getString(4));
                }
            }
        }
        return comments;
    }

    private PreparedStatement of(TableName table, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setString(1, table.database());
        statement.setString(2, table.table());
        return statement;
    }
}
