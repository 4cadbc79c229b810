package io.hindsight.source.mysql.snapshot;

import io.hindsight.source.mysql.MySqlNames;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A snapshot's queries of tables with columns that would come otherwise than from the binlog: of a FLOAT MySQL says six
 * digits, of a DOUBLE all; Debezium takes the year 0000 for 2000, while in the binlog it is 1900, which no YEAR can be.
 * Debezium can be told queries of its own, but in a list that not every name fits in, and not for a snapshot while
 * changes flow.
 */
final class SnapshotQueries {

    private static final String COLUMNS = "SELECT column_name, data_type FROM information_schema.columns"
            + " WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position";

    private static final Map<String, String> AS_IN_BINLOG =
            Map.of("float", "%s + 0e0", "year", "IF(%1$s + 0 = 0, 1900, %1$s + 0)");

    private static final String FROM = " FROM ";
    private static final String QUOTED = "`((?:[^`]|``)+)`";
    private static final Pattern OF_A_TABLE = Pattern.compile(QUOTED + "\\." + QUOTED + "( .*)?", Pattern.DOTALL);

    private final Connection connection;

    SnapshotQueries(Connection connection) {
        this.connection = connection;
    }

    /**
     * Gives what is to be asked instead of that; the same where it is no query of a table's rows, or needs no other.
     *
     * @throws SQLException when the table got other columns since the snapshot began
     */
    String instead(String sql) throws SQLException {
        if (sql.startsWith("SELECT *" + FROM)) {
            return ofTable(sql.substring("SELECT *".length()), "*").orElse(sql);
        }
        if (!sql.startsWith("SELECT `")) {
            return sql;
        }
        // the last that a table's name follows: before it, and in the names, what looks like it is quoted
        for (var from = sql.lastIndexOf(FROM); from > 0; from = sql.lastIndexOf(FROM, from - 1)) {
            if (OF_A_TABLE.matcher(sql.substring(from + FROM.length())).matches()) {
                return ofTable(sql.substring(from), sql.substring("SELECT ".length(), from))
                        .orElse(sql);
            }
        }
        return sql;
    }

    private Optional<String> ofTable(String from, String selected) throws SQLException {
        var named = OF_A_TABLE.matcher(from.substring(FROM.length()));
        if (!named.matches()) {
            return Optional.empty();
        }
        var table = new TableName(unquoted(named.group(1)), unquoted(named.group(2)));
        var columns = columns(table);
        if (Collections.disjoint(columns.values(), AS_IN_BINLOG.keySet())) {
            return Optional.empty();
        }
        if (!selected.equals("*")
                && !selected.equals(
                        columns.keySet().stream().map(MySqlNames::quoted).collect(Collectors.joining(", ")))) {
            throw new SQLException(table + " got other columns while its snapshot began");
        }
        return Optional.of(columns.entrySet().stream()
                .map(column -> selected(MySqlNames.quoted(column.getKey()), column.getValue()))
                .collect(Collectors.joining(", ", "SELECT ", from)));
    }

    private Map<String, String> columns(TableName table) throws SQLException {
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

    private static String selected(String column, String type) {
        return AS_IN_BINLOG.getOrDefault(type, "%s").formatted(column) + " AS " + column;
    }

    private static String unquoted(String name) {
        return name.replace("``", "`");
    }
}
