package io.hindsight.demo;

import io.hindsight.testing.JdbcServer;

/** How people look into a database from a shell. */
final class Clients {

    private Clients() {}

    static String command(String engine, JdbcServer server, String database) {
        return switch (engine) {
            case "postgresql" -> "psql postgresql://%s:%s@%s:%d/%s"
                    .formatted(server.username(), server.password(), server.host(), server.port(), database);
            case "clickhouse" -> "curl 'http://%s:%d/?database=%s' -d 'SHOW TABLES'"
                    .formatted(server.host(), server.port(), database);
            default -> "mysql -h%s -P%d -u%s -p%s %s"
                    .formatted(server.host(), server.port(), server.username(), server.password(), database);
        };
    }
}
