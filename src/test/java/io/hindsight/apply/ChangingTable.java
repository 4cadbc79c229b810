package io.hindsight.apply;

import io.hindsight.testing.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Rows of a table that are written all the time, whatever columns it has; each writing is numbered in {@code n}, and what
 * the row was then is read in the same transaction, which no DDL statement can come into.
 */
final class ChangingTable implements AutoCloseable {

    private static final int KEYS = 30;
    private static final int PAUSE_MILLIS = 10;

    private final String table;
    private final Random random = new Random(7);
    private final Map<Long, Map<String, String>> written = new ConcurrentSkipListMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
    private final Connection connection;
    private long number;

    ChangingTable(String database, String table) throws SQLException {
        this.table = table;
        this.connection = TestServers.mySql().connect(database);
        connection.setAutoCommit(false);
        writer.scheduleWithFixedDelay(this::write, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void write() {
        if (failure.get() == null) {
            writeRow(1 + random.nextInt(KEYS));
        }
    }

    private void writeRow(int id) {
        try (var statement = connection.createStatement()) {
            var columns = new LinkedHashMap<String, String>();
            try (var rows = statement.executeQuery("SELECT * FROM " + table + " LIMIT 0")) {
                var about = rows.getMetaData();
                for (var index = 1; index <= about.getColumnCount(); index++) {
                    columns.put(about.getColumnName(index), value(about, index));
                }
            }
            number++;
            columns.put("id", String.valueOf(id));
            columns.put("n", String.valueOf(number));
            statement.execute("REPLACE INTO " + table + " (" + String.join(", ", columns.keySet()) + ") VALUES ("
                    + String.join(", ", columns.values()) + ")");
            try (var rows = statement.executeQuery("SELECT * FROM " + table + " WHERE id = " + id)) {
                rows.next();
                var row = row(rows);
                connection.commit();
                written.put(number, row);
            }
        } catch (SQLTransactionRollbackException overtaken) {
            // a DDL statement waited for this transaction, which waited for it
        } catch (SQLException failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private String value(ResultSetMetaData about, int column) throws SQLException {
        if (about.isNullable(column) != ResultSetMetaData.columnNoNulls && random.nextInt(5) == 0) {
            return "NULL";
        }
        return switch (about.getColumnType(column)) {
            case Types.INTEGER -> String.valueOf(random.nextInt());
            case Types.BIGINT -> String.valueOf(random.nextLong());
            case Types.DECIMAL -> "99." + random.nextInt(10_000);
            case Types.TIMESTAMP -> "'2026-03-01 12:00:0" + random.nextInt(10) + "." + random.nextInt(1_000_000) + "'";
                // an ENUM
            case Types.CHAR -> "'open'";
            default -> "'é" + random.nextInt(1_000) + "'";
        };
    }

    /** A row as text that is the same in every engine: no zeros at the end of a fraction, no columns without a value. */
    static Map<String, String> row(ResultSet rows) throws SQLException {
        var row = new TreeMap<String, String>();
        for (var index = 1; index <= rows.getMetaData().getColumnCount(); index++) {
            var value = rows.getString(index);
            if (value != null) {
                row.put(
                        rows.getMetaData().getColumnName(index),
                        value.replace('T', ' ')
                                .replaceFirst("(\\.\\d*?)0+$", "$1")
                                .replaceFirst("\\.$", ""));
            }
        }
        return row;
    }

    /** How many writings there were so far; fails if MySQL has refused one. */
    long count() {
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
        return written.size();
    }

    /** What each writing left in its row, by number. */
    Map<Long, Map<String, String>> written() {
        return written;
    }

    /** Writes every row once more and ends; fails if MySQL has refused anything. */
    @Override
    public void close() throws Exception {
        writer.submit(() -> {
            for (var id = 1; id <= KEYS; id++) {
                writeRow(id);
            }
        });
        writer.shutdown();
        if (!writer.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the writer of " + table + " doesn't end");
        }
        connection.close();
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
