package io.hindsight.source.mysql.snapshot;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.TopicReader;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The initial snapshot is of one moment, or begins anew. */
class BrokenSnapshotIT {

    private static final int ROWS = 40_000;

    private final String shop = Unique.name("brokenshop");

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void beginsAnewWhenItsConnectionIsCut(String kind, @TempDir Path directory) throws Exception {
        var server = kind.equals("mysql") ? TestServers.mySql() : TestServers.mariaDb();
        server.execute(
                "CREATE DATABASE " + shop,
                "CREATE TABLE " + shop + ".digits (d INT)",
                "INSERT INTO " + shop + ".digits VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                "CREATE TABLE " + shop + ".items (id INT AUTO_INCREMENT PRIMARY KEY, body VARCHAR(500))",
                "INSERT INTO " + shop + ".items (body) SELECT REPEAT('y', 500) FROM " + shop + ".digits a, " + shop
                        + ".digits b, " + shop + ".digits c, " + shop + ".digits d, " + shop
                        + ".digits e WHERE e.d < 4");
        try (var proxy = TcpProxy.start(server.port(), directory.resolve("port"))) {
            // so that there is a middle to meet
            proxy.slow(20);
            try (var capture = CapturePipeline.start(
                            shop,
                            server,
                            TestServers.kafka(),
                            List.of(shop + ".items"),
                            "hindsight.source.kind",
                            kind,
                            "hindsight.source.port",
                            String.valueOf(proxy.port()));
                    var items = capture.topic(shop + ".items")) {
                items.until(arrived -> arrived.size() > ROWS / 8);
                assertThat(items.read().size()).isLessThan(ROWS);
                proxy.cut();
                server.execute("DELETE FROM " + shop + ".items WHERE id = 1");
                proxy.slow(0);
                items.until(arrived -> arrived.size() > ROWS && ids(arrived) == ROWS);
                await().untilAsserted(() -> assertThat(capture.problem()).isEmpty());
            }
        }
    }

    private static long ids(List<TopicReader.Change> arrived) {
        return arrived.stream()
                .map(change -> change.row().get("id").asInt())
                .distinct()
                .count();
    }
}
