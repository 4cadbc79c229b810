package io.hindsight.capture;

import io.hindsight.settings.Settings;
import io.hindsight.table.BinlogEnd;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The server that answers at the source's address: who it is, and what its binlog still has. */
final class SourceServer implements AutoCloseable {

    private final Connection connection;

    SourceServer(Settings settings) throws SQLException {
        var source = settings.source();
        this.connection = DriverManager.getConnection(source.jdbcUrl(), source.username(), source.password());
    }

    /** Its own identity; empty where it has none, as MariaDB. */
    String uuid() throws SQLException {
        return text("SHOW GLOBAL VARIABLES LIKE 'server_uuid'", 2);
    }

    BinlogEnd end() throws SQLException {
        return BinlogEnd.of(connection);
    }

    /** Sizes of its binlog files by name, the oldest first. */
    Map<String, Long> files() throws SQLException {
        var files = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                files.put(rows.getString(1), rows.getLong(2));
            }
        }
        return files;
    }

    /** Whether an event of the binlog begins at a position, or the file ends there. */
    boolean isBorder(String file, long position) throws SQLException {
        if (files().getOrDefault(file, 0L) == position) {
            return true;
        }
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SHOW BINLOG EVENTS IN '" + file + "' FROM " + position + " LIMIT 1")) {
            return !rows.next() || rows.getLong("Pos") == position;
        } catch (SQLException inTheMiddle) {
            return false;
        }
    }

    /** Whether one set of GTIDs is part of another; a variable of the server is written {@code @@gtid_executed}. */
    boolean isSubset(String gtids, String of) throws SQLException {
        try (var statement =
                connection.prepareStatement("SELECT GTID_SUBSET(" + place(gtids) + ", " + place(of) + ")")) {
            var index = 1;
            for (var set : new String[] {gtids, of}) {
                if (!set.startsWith("@@")) {
                    statement.setString(index++, set);
                }
            }
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static String place(String gtids) {
        return gtids.startsWith("@@") ? gtids : "?";
    }

    private String text(String sql, int column) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(column) : "";
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
