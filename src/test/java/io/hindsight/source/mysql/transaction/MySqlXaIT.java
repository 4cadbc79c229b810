package io.hindsight.source.mysql.transaction;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.MySqlServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class MySqlXaIT extends XaCapture {

    private static MySqlServer server;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = MySqlServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    JdbcServer server() {
        return server;
    }
}
