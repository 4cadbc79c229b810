package io.hindsight.testing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a query answers, as text, to be compared by eye. */
public final class Rows {

    private Rows() {}

    /** Runs statements in a database. */
    public static void execute(JdbcServer server, String database, String... statements) {
        try (var connection = java.sql.DriverManager.getConnection(
                        server.jdbcUrl(database), server.username(), server.password());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Each row as its columns joined by {@code |}; NULL is {@code null}. */
    public static List<String> of(JdbcServer server, String database, String sql) {
        return of(server, database, "", sql);
    }

    /** What a session says that has been set up by a statement. */
    public static List<String> of(JdbcServer server, String database, String session, String sql) {
        try (var connection = server.connect(database);
                var statement = connection.createStatement()) {
            if (!session.isEmpty()) {
                statement.execute(session);
            }
            try (var result = statement.executeQuery(sql)) {
                return read(result);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** Those that are left of an answer. */
    public static List<String> read(ResultSet result) throws SQLException {
        var rows = new ArrayList<String>();
        while (result.next()) {
            var columns = new ArrayList<String>();
            for (var column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                columns.add(String.valueOf(result.getString(column)));
            }
            rows.add(String.join("|", columns));
        }
        return rows;
    }
}
