package io.hindsight.kills;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Accounts that change all the time, some twenty transactions a second, and whose changes are written down. */
final class AuditedAccounts implements AutoCloseable {

    static final AuditedTable TABLE =
            new AuditedTable("accounts", "accounts", "id", "balance", "note", "VARCHAR(50)", 1);

    private static final int KEYS = 40;
    private static final int PAUSE_MILLIS = 50;

    private final String database;
    private final Random random = new Random(4);
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private final Connection connection;

    private AuditedAccounts(String database) throws SQLException {
        this.database = database;
        this.connection = TestServers.mySql().connect(database);
        connection.setAutoCommit(false);
    }

    static void create(String database) {
        TestServers.mySql().execute("CREATE DATABASE " + database);
        Rows.execute(TestServers.mySql(), database, TABLE.statements());
    }

    /** Begins to change them. */
    static AuditedAccounts begin(String database) throws SQLException {
        var changes = new AuditedAccounts(database);
        changes.writer.scheduleWithFixedDelay(changes::transaction, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return changes;
    }

    private void transaction() {
        try (var statement = connection.createStatement()) {
            for (var count = 1 + random.nextInt(4); count > 0; count--) {
                var id = random.nextInt(KEYS);
                switch (random.nextInt(8)) {
                    case 0 -> statement.execute("DELETE FROM accounts WHERE id = " + id);
                    case 1 -> statement.execute("UPDATE IGNORE accounts SET balance = balance + 1 WHERE id BETWEEN "
                            + id + " AND " + Math.min(id + 5, KEYS - 1));
                    default -> statement.execute("INSERT INTO accounts VALUES (" + id + ", " + random.nextInt(1000)
                            + ", 'é" + random.nextInt(9) + "') ON DUPLICATE KEY UPDATE balance = balance + 1, note = "
                            + (random.nextBoolean() ? "NULL" : "CONCAT('n', balance)"));
                }
            }
            connection.commit();
        } catch (SQLException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    /** Ends; fails if MySQL has refused a change. */
    @Override
    public void close() throws SQLException {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the writer of " + database + " doesn't end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        connection.close();
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
