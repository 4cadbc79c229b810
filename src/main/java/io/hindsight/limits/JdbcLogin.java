package io.hindsight.limits;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Connects to a database, or gives up in time: drivers wait for the first words of a server for as long as for any, and
 * one asks it nothing until there is a statement.
 */
public final class JdbcLogin {

    private JdbcLogin() {}

    /**
     * Connects.
     *
     * @throws SQLException also when the server lets nobody in within {@link TimeLimits#LOGIN}
     */
    public static Connection open(String url, Properties access) throws SQLException {
        var connecting = new CompletableFuture<Connection>();
        var thread = new Thread(() -> connect(url, access, connecting), "jdbc-login");
        thread.setDaemon(true);
        thread.start();
        try {
            return connecting.get(TimeLimits.LOGIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            connecting.cancel(false);
            throw new SQLTransientConnectionException(
                    "no connection in " + TimeLimits.LOGIN.toSeconds()
                            + " s; what is there is silent, or is no server of that kind",
                    "08001");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof SQLException refused ? refused : new SQLException(failed.getCause());
        } catch (InterruptedException stopping) {
            connecting.cancel(false);
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("stopped while connecting", "08001");
        }
    }

    private static void connect(String url, Properties access, CompletableFuture<Connection> connecting) {
        try {
            var connection = DriverManager.getConnection(url, access);
            // whatever it says: a statement will tell why
            connection.isValid((int) TimeLimits.LOGIN.toSeconds());
            if (!connecting.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException refused) {
            connecting.completeExceptionally(refused);
        }
    }
}
