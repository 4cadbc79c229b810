package io.hindsight.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A server that is spoken to by JDBC, as a user who may do everything. */
public interface JdbcServer extends Server {
    /** The URL of the server's own first database, for statements that create others. */
    String jdbcUrl();

    String jdbcUrl(String database);

    String username();

    String password();

    default Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), username(), password());
    }

    default Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), username(), password());
    }

    /** Runs the statements one after another in one session, each committed; a failure names its statement. */
    default void execute(String... statements) {
        String current = "connect";
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                current = sql;
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("failed on " + jdbcUrl() + ": " + current, e);
        }
    }
}
