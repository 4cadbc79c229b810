package io.hindsight.kills;

import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A table of accounts that changes all the time, and triggers of MySQL that write down each change beside it. */
final class AuditedChanges implements AutoCloseable {

    private static final int KEYS = 40;
    private static final int PAUSE_MILLIS = 50;

    private final String database;
    private final Random random = new Random(4);
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private final Connection connection;

    private AuditedChanges(String database) throws SQLException {
        this.database = database;
        this.connection = TestServers.mySql().connect(database);
        connection.setAutoCommit(false);
    }

    /** Creates the table with one row, for the snapshot, its audit and the triggers. */
    static void create(String database) {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + database,
                        "USE " + database,
                        "CREATE TABLE accounts (id INT PRIMARY KEY, balance INT NOT NULL, note VARCHAR(50))",
                        "CREATE TABLE audit (seq BIGINT AUTO_INCREMENT PRIMARY KEY, op CHAR(1), id INT, balance INT, note VARCHAR(50))",
                        "INSERT INTO accounts VALUES (" + KEYS + ", 0, 'never changed')",
                        "INSERT INTO audit (op, id, balance, note) SELECT 'r', id, balance, note FROM accounts",
                        trigger("INSERT", "c", "NEW"),
                        trigger("UPDATE", "u", "NEW"),
                        trigger("DELETE", "d", "OLD"));
    }

    private static String trigger(String event, String op, String row) {
        return "CREATE TRIGGER audit_%1$s AFTER %1$s ON accounts FOR EACH ROW INSERT INTO audit (op, id, balance, note) VALUES ('%2$s', %3$s.id, %3$s.balance, %3$s.note)"
                .formatted(event, op, row);
    }

    /** Begins to change it, some twenty transactions a second. */
    static AuditedChanges begin(String database) throws SQLException {
        var changes = new AuditedChanges(database);
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

    /** Every change so far: key, op and values, by key and in the order of their commits. */
    static List<String> written(String database) {
        return Rows.of(TestServers.mySql(), database, "SELECT id, op, balance, note FROM audit ORDER BY id, seq");
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
