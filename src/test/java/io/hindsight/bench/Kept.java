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

    /**
     * How fast a count grew, once it had begun.
     *
     * @param perSecond from the first to the last
     * @param warmPerSecond in the second half, when the JVM has compiled what is run most
     * @param toFirst how long the first took
     */
    record Growth(double perSecond, double warmPerSecond, Duration toFirst) {}

    /** Waits until the histories of the workload hold so many versions. */
    Growth until(long expected) throws SQLException, InterruptedException {
        var begin = System.nanoTime();
        var deadline = Instant.now().plus(Duration.ofMinutes(10));
        long first = -1;
        long before = 0;
        long half = -1;
        long atHalf = 0;
        for (var versions = versions(); versions < expected || first < 0; versions = versions()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("only " + versions + " of " + expected + " versions arrived");
            }
            if (first < 0 && versions > 0) {
                first = System.nanoTime();
                before = versions;
            }
            if (half < 0 && versions >= expected / 2) {
                half = System.nanoTime();
                atHalf = versions;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return new Growth(
                perSecond(expected - before, first),
                perSecond(expected - atHalf, half),
                Duration.ofNanos(first - begin));
    }

    private static double perSecond(long versions, long since) {
        return versions * 1e9 / (System.nanoTime() - since);
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
