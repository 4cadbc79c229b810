package io.hindsight.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** A lasting connection for small questions; while the database is away the answer is empty. */
final class Gauge implements AutoCloseable {

    /** Reads the one row of an answer. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Store store;
    private Connection connection;

    Gauge(Store store) {
        this.store = store;
    }

    Store store() {
        return store;
    }

    <T> Optional<T> ask(String sql, Reader<T> reader, Object... values) {
        try {
            if (connection == null) {
                connection = store.connect();
            }
            try (var statement = connection.prepareStatement(sql)) {
                for (var i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                try (var result = statement.executeQuery()) {
                    return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
                }
            }
        } catch (SQLException away) {
            close();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try (var closing = connection) {
            connection = null;
        } catch (SQLException gone) {
            // what it was for is over
        }
    }
}
