package io.hindsight.source.mysql.offset;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.MariaDbServer;
import io.hindsight.testing.Pipeline;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbLostPlaceIT extends LostPlace {

    private static MariaDbServer server;

    @BeforeAll
    static void startServer(@TempDir Path directory) {
        server = MariaDbServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    JdbcServer server() {
        return server;
    }

    @BeforeEach
    @Override
    void start() {
        // with the rights that it needs, and no others
        server.execute(
                "CREATE USER '" + name + "'@'%' IDENTIFIED BY 'x'",
                "GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO '" + name + "'@'%'");
        settings.put("hindsight.source.kind", "mariadb");
        settings.put("hindsight.source.username", name);
        settings.put("hindsight.source.password", "x");
        super.start();
    }

    @Test
    void anotherServerInItsPlace() {
        pipeline.close();
        server.execute("SET GLOBAL server_id = 2", "UPDATE " + name + ".items SET v = 'TWO' WHERE id = 2");
        pipeline = Pipeline.start(settings);
        awaitProblem("another server answers", "server_id 2", "hindsight.source.epoch=1", "hindsight start-over");
        goOn(true);
        awaitVersions("1|ONE|u", "2|TWO|r", "3|three|r");
        server.execute("SET GLOBAL server_id = 1");
    }
}
