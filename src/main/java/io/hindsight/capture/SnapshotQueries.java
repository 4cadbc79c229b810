package io.hindsight.capture;

import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A snapshot's queries of tables with columns that would come otherwise than from the binlog: of a FLOAT MySQL says six
 * digits, of a DOUBLE all; Debezium takes the year 0000 for 2000, while in the binlog it is 1900, which no YEAR can be.
 */
final class SnapshotQueries {

    private static final String OVERRIDES = "snapshot.select.statement.overrides";
    private static final String COLUMNS = "SELECT column_name, data_type FROM information_schema.columns"
            + " WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position";

    private static final Map<String, String> AS_IN_BINLOG =
            Map.of("float", "%s + 0e0", "year", "IF(%1$s + 0 = 0, 1900, %1$s + 0)");

    private SnapshotQueries() {}

    /** Debezium's properties for them; empty where no captured table has such a column. */
    static Map<String, String> properties(Settings settings) throws SQLException {
        var source = settings.source();
        var properties = new LinkedHashMap<String, String>();
        try (var connection = DriverManager.getConnection(source.jdbcUrl(), source.username(), source.password())) {
            for (var table : tables(settings)) {
                var columns = columns(connection, table);
                if (!Collections.disjoint(columns.values(), AS_IN_BINLOG.keySet())) {
                    properties.merge(OVERRIDES, table.toString(), (one, other) -> one + "," + other);
                    properties.put(OVERRIDES + "." + table, query(table, columns));
                    SnapshotDriver.read(quoted(table.database()) + "." + quoted(table.table()), query(table, columns));
                }
            }
        }
        return properties;
    }

    private static List<TableName> tables(Settings settings) {
        return settings.tables().stream()
                .map(TableDeclaration::source)
                .distinct()
                .toList();
    }

    private static Map<String, String> columns(Connection connection, TableName table) throws SQLException {
        var columns = new LinkedHashMap<String, String>();
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.database());
            statement.setString(2, table.table());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return columns;
    }

    private static String query(TableName table, Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(column -> selected(quoted(column.getKey()), column.getValue()))
                .collect(Collectors.joining(
                        ", ", "SELECT ", " FROM " + quoted(table.database()) + "." + quoted(table.table())));
    }

    private static String selected(String column, String type) {
        return AS_IN_BINLOG.getOrDefault(type, "%s").formatted(column) + " AS " + column;
    }

    private static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
