package io.hindsight.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** A database of a PostgreSQL that is captured from, for one test alone; it ends with its slots, which would keep its log. */
public final class SourceDatabase implements AutoCloseable {

    private final JdbcServer server;
    private final String name;

    private SourceDatabase(JdbcServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Makes one on the server that tests share. */
    public static SourceDatabase create(String prefix) {
        return create(TestServers.sourcePostgres(), prefix);
    }

    public static SourceDatabase create(JdbcServer server, String prefix) {
        var database = new SourceDatabase(server, Unique.name(prefix));
        server.execute("CREATE DATABASE \"" + database.name + "\"");
        return database;
    }

    public String name() {
        return name;
    }

    public JdbcServer server() {
        return server;
    }

    /** The server's, without what is behind the point. */
    public int version() {
        try (var connection = connect()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Runs the statements one after another in one session, each committed. */
    public void execute(String... statements) {
        for (var statement : statements) {
            try (var connection = connect();
                    var executed = connection.createStatement()) {
                executed.execute(statement);
            } catch (SQLException failed) {
                throw new IllegalStateException("failed in " + name + ": " + statement, failed);
            }
        }
    }

    /** What a pipeline is told of it, by an administrator's login; its slot and publication are called like itself. */
    public Map<String, String> settings() {
        return new TreeMap<>(Map.of(
                "hindsight.name", name,
                "hindsight.source.kind", "postgresql",
                "hindsight.source.hostname", server.host(),
                "hindsight.source.port", String.valueOf(server.port()),
                "hindsight.source.username", server.username(),
                "hindsight.source.password", server.password(),
                "hindsight.source.database", name));
    }

    /** Makes the publication of these tables, or of other ones. */
    public void publish(String tables) {
        execute(
                "DROP PUBLICATION IF EXISTS \"" + name + "\"",
                "CREATE PUBLICATION \"" + name + "\" FOR TABLE " + tables
                        + " WITH (publish_via_partition_root = true)");
    }

    @Override
    public void close() {
        server.execute(
                "SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active AND database = '" + name
                        + "'",
                "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
    }
}
