package io.hindsight.warehouse;

import io.hindsight.testing.JdbcServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A running warehouse with a database of its own for a suite, connected as the product connects. */
final class Engine {

    final Warehouse kind;
    final String url;
    private final Connection connection;

    Engine(JdbcServer server, String database) {
        server.execute("CREATE DATABASE " + database);
        this.url = server.jdbcUrl(database);
        this.kind = Warehouse.of(url);
        var properties = new Properties();
        properties.putAll(kind.connectionProperties());
        properties.setProperty("user", server.username());
        properties.setProperty("password", server.password());
        try {
            this.connection = DriverManager.getConnection(url, properties);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    Connection connection() {
        return connection;
    }
}
