package io.hindsight.source.mysql;

import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** How many rows tables have, as the source's statistics say: a guess that costs nothing. */
public final class RowEstimates {

    private static final String ROWS =
            "SELECT table_rows FROM information_schema.tables WHERE table_schema = ? AND table_name = ?";

    private RowEstimates() {}

    /** Reads them, by database.table; a table without statistics is missing. */
    public static Map<String, Long> of(Connection connection, Collection<TableName> tables) throws SQLException {
        var estimates = new TreeMap<String, Long>();
        try (var fresh = connection.createStatement()) {
            // the server would otherwise say what was true yesterday
            fresh.execute("SET SESSION information_schema_stats_expiry = 0");
        } catch (SQLException noSuchCache) {
            // a server that caches nothing says what is true now
        }
        try (var statement = connection.prepareStatement(ROWS)) {
            for (var table : tables) {
                statement.setString(1, table.database());
                statement.setString(2, table.table());
                try (var result = statement.executeQuery()) {
                    if (result.next() && result.getObject(1) != null) {
                        estimates.put(table.toString(), result.getLong(1));
                    }
                }
            }
        }
        return estimates;
    }
}
