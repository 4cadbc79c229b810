package io.hindsight.source.mysql.offset;

import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.source.mysql.MySqlConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The server that answers at the source's address: who it is, and what its binlog still has. */
public final class BinlogServer implements AutoCloseable {

    private final Connection connection;

    public BinlogServer(Settings settings) throws SQLException {
        this.connection = MySqlConnection.open(settings.source(), TimeLimits.SOURCE);
    }

    /** Who it is: MySQL has an identity of its own, MariaDB has the number that is its among its replicas. */
    String identity() throws SQLException {
        var uuid = text("SHOW GLOBAL VARIABLES LIKE 'server_uuid'", 2);
        return uuid.isEmpty() ? "server_id " + text("SELECT @@global.server_id", 1) : uuid;
    }

    BinlogOffset end() throws SQLException {
        return BinlogOffset.end(connection);
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
        } catch (SQLException refused) {
            if (refused.getSQLState() != null && refused.getSQLState().startsWith("08")) {
                throw refused;
            }
            return false;
        }
    }

    /** Whether all of its transactions have GTIDs now, by which alone they can be asked for then. */
    boolean hasGtids() throws SQLException {
        return text("SELECT @@global.gtid_mode", 1).equals("ON");
    }

    /** Those of a set of GTIDs that the server has never seen; empty if it has seen them all, as {@code purged}. */
    String unseen(String gtids) throws SQLException {
        return difference("SELECT GTID_SUBTRACT(?, @@global.gtid_executed)", gtids);
    }

    /** The GTIDs that are neither in a set nor in the server's binlog. */
    String purged(String gtids) throws SQLException {
        return difference("SELECT GTID_SUBTRACT(@@global.gtid_purged, ?)", gtids);
    }

    private String difference(String sql, String gtids) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, gtids);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1).replace("\n", "");
            }
        }
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
