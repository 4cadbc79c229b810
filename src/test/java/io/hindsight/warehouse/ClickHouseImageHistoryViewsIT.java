package io.hindsight.warehouse;

import io.hindsight.testing.ImageServer;
import io.hindsight.testing.Unique;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

@EnabledIfDockerAvailable
class ClickHouseImageHistoryViewsIT extends HistoryViews {

    private static ImageServer server;
    private static KeptTable table;

    @BeforeAll
    static void startImage() {
        server = ImageServer.clickHouse("25.8");
        table = people(new Engine(server, Unique.name("views")));
    }

    @AfterAll
    static void stopImage() {
        server.close();
    }

    @Override
    KeptTable table() {
        return table;
    }
}
