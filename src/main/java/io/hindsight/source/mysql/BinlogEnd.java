package io.hindsight.source.mysql;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the source's binlog ends: the file's name, and the position at which its next transaction will begin. */
public record BinlogEnd(String file, long position) {

    /** Asks the server, MySQL or MariaDB. */
    public static BinlogEnd of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question(connection))) {
            if (!row.next()) {
                throw new SQLException("the server writes no binlog: set log-bin in its my.cnf and restart it");
            }
            return new BinlogEnd(row.getString(1), row.getLong(2));
        }
    }

    private static String question(Connection connection) throws SQLException {
        var server = connection.getMetaData();
        var isNewMySql = !server.getDatabaseProductVersion().contains("MariaDB")
                && (server.getDatabaseMajorVersion() > 8
                        || server.getDatabaseMajorVersion() == 8 && server.getDatabaseMinorVersion() >= 2);
        return isNewMySql ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    }

    public boolean isBefore(String otherFile, long otherPosition) {
        return number(file) < number(otherFile) || number(file) == number(otherFile) && position < otherPosition;
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('.') + 1));
    }
}
