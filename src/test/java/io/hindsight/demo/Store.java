package io.hindsight.demo;

import io.hindsight.testing.JdbcServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A database that the item assets or their history are in.
 *
 * @param name as people call the engine
 * @param engine the directory of its statements
 */
record Store(String name, String engine, JdbcServer server, String database) {

    static Store mySql(JdbcServer server, String database) {
        return new Store("MySQL", "mysql", server, database);
    }

    static Store clickHouse(JdbcServer server, String database) {
        return new Store("ClickHouse", "clickhouse", server, database);
    }

    static Store postgreSql(JdbcServer server, String database) {
        return new Store("PostgreSQL", "postgresql", server, database);
    }

    Connection connect() throws SQLException {
        return server.connect(database);
    }

    /** Connects for reading large answers bit by bit, several at a time where the engine can, all of one moment. */
    Connection connectToStream() throws SQLException {
        var url = server.jdbcUrl(database) + (engine.equals("mysql") ? "&useCursorFetch=true" : "");
        var connection = DriverManager.getConnection(url, server.username(), server.password());
        if (!engine.equals("clickhouse")) {
            connection.setAutoCommit(false);
        }
        return connection;
    }

    String sql(String file) {
        return SqlFile.read(engine, file);
    }
}
