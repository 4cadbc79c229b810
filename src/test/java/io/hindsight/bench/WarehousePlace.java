package io.hindsight.bench;

import io.hindsight.testing.JdbcServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** What a query of a warehouse shows, every 20 ms. */
final class WarehousePlace implements Freshness.Place, AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final Connection connection;
    private final PreparedStatement query;
    private long last;

    /** @param query gives one row with the largest id above the one that it is asked with, so that a large table costs no more */
    WarehousePlace(JdbcServer warehouse, String database, String query) throws SQLException {
        this.connection = warehouse.connect(database);
        this.query = connection.prepareStatement(query);
    }

    @Override
    public long last() throws SQLException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        query.setLong(1, last);
        try (var row = query.executeQuery()) {
            row.next();
            last = Math.max(last, row.getLong(1));
            return last;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
