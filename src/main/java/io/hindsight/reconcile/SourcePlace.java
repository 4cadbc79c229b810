package io.hindsight.reconcile;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the source's binlog ends. */
final class SourcePlace {

    private SourcePlace() {}

    static Place now(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(statement(connection))) {
            if (!row.next()) {
                throw new SQLException("the source writes no binlog, so nothing can be compared with it");
            }
            return new Place(row.getString(1), row.getLong(2));
        }
    }

    private static String statement(Connection connection) throws SQLException {
        var server = connection.getMetaData();
        if (server.getDatabaseProductName().equals("MariaDB")) {
            return "SHOW MASTER STATUS";
        }
        var isNew = server.getDatabaseMajorVersion() > 8
                || server.getDatabaseMajorVersion() == 8 && server.getDatabaseMinorVersion() >= 2;
        return isNew ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }
}
