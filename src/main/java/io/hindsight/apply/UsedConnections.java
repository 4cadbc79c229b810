package io.hindsight.apply;

import com.zaxxer.hikari.HikariDataSource;
import io.hindsight.limits.TimeLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Breaks off connections that wait for an answer which nobody sends any more: where a network has lost what was sent, both
 * sides would wait for as long as a statement may take. What they were for is tried again, by new ones.
 */
final class UsedConnections extends DelegatingDataSource {

    private final HikariDataSource pool;
    private final Optional<Duration> statement;

    /** Since when each is in use. */
    private final Map<Connection, Long> used = new ConcurrentHashMap<>();

    /** When it was known last that the server is silent; null where all that was asked before that is dealt with. */
    private Long silentAt;

    private boolean answers;

    private long brokenOff = System.nanoTime();

    /** How long a connection must have been in use to be broken off: longer each time, until a statement has its time. */
    private Duration patience = Duration.ZERO;

    /** @param statement how long an answer may take, where the pool's connections have less, the time of a login */
    UsedConnections(HikariDataSource pool, Optional<Duration> statement) {
        super(pool);
        this.pool = pool;
        this.statement = statement;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        if (statement.isPresent()) {
            allow(connection, statement.get());
        }
        used.keySet().removeIf(UsedConnections::isGivenBack);
        used.put(connection, System.nanoTime());
        return connection;
    }

    private static void allow(Connection connection, Duration limit) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
        } catch (SQLException broken) {
            connection.close();
            throw broken;
        }
    }

    private static boolean isGivenBack(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }

    /** The server hasn't answered: none of the connections that nobody uses is relied on. */
    synchronized void isSilent() {
        answers = false;
        silentAt = System.nanoTime();
        if (silentAt - brokenOff > TimeLimits.STATEMENT.toNanos()) {
            patience = Duration.ZERO;
        }
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** The server answers: what was asked before it was silent is answered at once, or never. */
    synchronized void answers() {
        answers = true;
        breakOff();
    }

    /**
     * Breaks off what isn't answered, while the server answers. A statement that keeps its server from answering others
     * must come to its end nevertheless, so each try has twice as long as the one before it.
     */
    synchronized void breakOff() {
        if (silentAt == null || !answers) {
            return;
        }
        var now = System.nanoTime();
        var waiting = used.entrySet().stream()
                .filter(use -> use.getValue() - silentAt < 0 && !isGivenBack(use.getKey()))
                .toList();
        var lost = waiting.stream()
                .filter(use -> now - use.getValue() >= patience.toNanos())
                .toList();
        lost.forEach(use -> breakOff(use.getKey()));
        if (!lost.isEmpty()) {
            brokenOff = now;
            patience = patience.isZero() ? TimeLimits.CONNECTING : patience.multipliedBy(2);
        }
        if (lost.size() == waiting.size()) {
            silentAt = null;
        }
    }

    private static void breakOff(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException broken) {
            // as it should be
        }
    }
}
