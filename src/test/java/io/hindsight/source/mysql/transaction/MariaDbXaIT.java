package io.hindsight.source.mysql.transaction;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.MariaDbServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MariaDbXaIT extends XaCapture {

    private static MariaDbServer server;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = MariaDbServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    @Override
    void create() {
        settings.put("hindsight.source.kind", "mariadb");
        super.create();
    }

    @Override
    JdbcServer server() {
        return server;
    }
}
