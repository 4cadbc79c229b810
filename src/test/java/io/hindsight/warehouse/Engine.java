package io.hindsight.warehouse;

import io.hindsight.settings.WarehouseKind;
import io.hindsight.testing.JdbcServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A running warehouse with a database of its own for a suite, connected as the product connects. */
public final class Engine {

    public final Dialect dialect;
    final String url;
    private final Connection connection;

    public Engine(JdbcServer server, String database) {
        this.url = server.jdbcUrl(database);
        this.dialect = WarehouseKind.ofUrl(url).orElseThrow().dialect(new Layout(1, 1));
        var properties = new Properties();
        properties.putAll(dialect.connectionProperties());
        properties.setProperty("user", server.username());
        properties.setProperty("password", server.password());
        try {
            server.execute("CREATE DATABASE " + database);
            this.connection = DriverManager.getConnection(url, properties);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public Connection connection() {
        return connection;
    }
}
