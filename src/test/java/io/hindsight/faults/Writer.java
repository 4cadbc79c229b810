package io.hindsight.faults;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.settings.SourceKind;
import io.hindsight.testing.JdbcServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One connection that makes transactions of the unpleasant kinds. */
final class Writer {

    private static final int DUPLICATE_KEY = 1062;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;
    private static final int SHUTDOWN = 1053;
    private static final Set<String> REFUSED = Set.of("23505", "40P01", "55P03");
    private static final String ENDED = "57P";

    /** Keys that are changed at one time; few, so that connections meet. */
    private static final int WINDOW = 30;

    /** The window moves on, so that no key's chain grows for ever. */
    private static final int WINDOW_SECONDS = 20;

    private final SourceKind kind;
    private final JdbcServer source;
    private final String database;
    private final List<AuditedTable> tables;
    private final int pauseMillis;
    private final Random random;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "writer");
    private volatile SQLException failure;

    Writer(SourceKind kind, JdbcServer source, String database, List<AuditedTable> tables, int pauseMillis, long seed) {
        this.kind = kind;
        this.source = source;
        this.database = database;
        this.tables = tables;
        this.pauseMillis = pauseMillis;
        this.random = new Random(seed);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void end() {
        ending.countDown();
    }

    void await() throws SQLException, InterruptedException {
        thread.join(TimeUnit.MINUTES.toMillis(1));
        if (failure != null) {
            throw failure;
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("a writer doesn't end");
        }
    }

    private void run() {
        do {
            try (var connection = source.connect(database);
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                // a brace in a text is a brace
                statement.setEscapeProcessing(false);
                statement.execute(
                        kind == SourceKind.POSTGRESQL
                                ? "SET lock_timeout = '3s'"
                                : "SET SESSION innodb_lock_wait_timeout = 3");
                connection.commit();
                do {
                    transaction(connection, statement);
                } while (!pause(random.nextInt(pauseMillis)));
            } catch (SQLException failed) {
                if (!isAway(failed)) {
                    failure = failed;
                    return;
                }
            }
        } while (!pause(200));
    }

    private boolean pause(int millis) {
        try {
            return ending.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean isAway(SQLException failed) {
        return failed.getSQLState() == null
                || failed.getSQLState().startsWith("08")
                || failed.getSQLState().startsWith(ENDED)
                || failed.getErrorCode() == SHUTDOWN;
    }

    private void transaction(Connection connection, Statement statement) throws SQLException {
        try {
            for (var acts = 1 + random.nextInt(4); acts > 0; acts--) {
                act(statement);
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
            } else {
                connection.commit();
            }
        } catch (SQLException refused) {
            if (REFUSED.contains(refused.getSQLState())) {
                connection.rollback();
                return;
            }
            switch (refused.getErrorCode()) {
                case DEADLOCK, LOCK_WAIT_TIMEOUT -> connection.rollback();
                    // the statement is undone, the rest of the transaction stays
                case DUPLICATE_KEY -> connection.commit();
                default -> throw refused;
            }
        }
    }

    private void act(Statement statement) throws SQLException {
        var choice = random.nextInt(100);
        var table = tables.get(choice < 55 ? 0 : choice < 98 ? 1 : 2);
        var acts = Acts.of(kind, statement, table, random);
        var base = (int) (System.nanoTime() / 1_000_000_000L / WINDOW_SECONDS % 100_000) * (WINDOW / 3);
        var key = base + random.nextInt(WINDOW);
        switch (random.nextInt(13)) {
            case 0 -> acts.delete(key);
            case 1 -> acts.deleteAndInsert(key);
            case 2 -> acts.many(key);
            case 3 -> acts.changeNothing(key);
            case 4 -> acts.manyTimes(key);
            case 5 -> acts.changeKey(key, base + random.nextInt(WINDOW));
            case 6 -> acts.shiftKeys(key);
            case 7 -> acts.undone(key);
            case 8 -> acts.range(key);
            case 9 -> {
                // whoever waits for this row's lock began its statement long before it commits
                acts.upsert(key);
                pause(random.nextInt(60));
            }
            default -> acts.upsert(key);
        }
    }
}
