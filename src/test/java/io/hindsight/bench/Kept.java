package io.hindsight.bench;

import io.hindsight.testing.JdbcServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Watches how many versions a warehouse has. */
final class Kept implements AutoCloseable {

    private final Connection connection;

    Kept(JdbcServer server, String database) throws SQLException {
        connection = DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
    }

    /** How fast a count grew, once it had begun. */
    record Growth(double perSecond, Duration toFirst) {}

    /** Waits until the histories of the workload hold so many versions. */
    Growth until(long expected) throws SQLException, InterruptedException {
        var begin = System.nanoTime();
        var deadline = Instant.now().plus(Duration.ofMinutes(10));
        long first = -1;
        long before = 0;
        for (var versions = versions(); versions < expected || first < 0; versions = versions()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("only " + versions + " of " + expected + " versions arrived");
            }
            if (first < 0 && versions > 0) {
                first = System.nanoTime();
                before = versions;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        var seconds = (System.nanoTime() - first) / 1e9;
        return new Growth((expected - before) / seconds, Duration.ofNanos(first - begin));
    }

    private long versions() {
        long versions = 0;
        for (var table : Workload.TABLES) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM " + table + "_history")) {
                rows.next();
                versions += rows.getLong(1);
            } catch (SQLException notThereYet) {
                return 0;
            }
        }
        return versions;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
