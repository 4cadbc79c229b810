package io.hindsight.apply;

import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.limits.TimeLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Breaks off connections that wait for an answer which nobody sends any more: where a network has lost what was sent, both
 * sides would wait for as long as a statement may take. What they were for is tried again, by new ones.
 */
final class UsedConnections extends DelegatingDataSource {

    private final HikariDataSource pool;

    /** Since when each is in use. */
    private final Map<Connection, Long> used = new ConcurrentHashMap<>();

    private Long silentSince;
    private long brokenOff = System.nanoTime() - TimeLimits.STATEMENT.toNanos();

    UsedConnections(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        used.keySet().removeIf(UsedConnections::isGivenBack);
        used.put(connection, System.nanoTime());
        return connection;
    }

    private static boolean isGivenBack(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }

    /** The server hasn't answered: none of the connections that nobody uses is relied on. */
    synchronized void isSilent(long since) {
        silentSince = silentSince == null ? since : silentSince;
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /**
     * The server answers: what was asked before it was silent is answered at once, or never. Not again for as long as a
     * statement may take, for one that keeps its server from answering must come to its end.
     */
    synchronized void answers() {
        if (silentSince == null) {
            return;
        }
        var now = System.nanoTime();
        if (now - brokenOff >= TimeLimits.STATEMENT.toNanos()) {
            used.forEach((connection, since) -> {
                if (since - silentSince < 0 && !isGivenBack(connection)) {
                    brokenOff = now;
                    breakOff(connection);
                }
            });
        }
        silentSince = null;
    }

    private static void breakOff(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException broken) {
            // as it should be
        }
    }
}
