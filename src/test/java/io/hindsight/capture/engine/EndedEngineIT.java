package io.hindsight.capture.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine is started again for as long as the program runs, so nothing of one may stay behind. */
class EndedEngineIT {

    private static final int RESTARTS = 3;

    @Test
    void leavesNoClientOfKafkaBehind() throws Exception {
        var shop = Unique.name("shop");
        TestServers.mySql().execute("CREATE DATABASE " + shop, "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY)");
        var before = clients();
        try (var capture = CapturePipeline.start(
                Unique.name("p"), TestServers.mySql(), TestServers.kafka(), List.of(shop + ".items"))) {
            for (var restart = 0; restart < RESTARTS; restart++) {
                await().until(capture::isUp);
                var routes = capture.main().getCamelContext().getRouteController();
                routes.stopRoute("capture");
                routes.startRoute("capture");
            }
            await().until(capture::isUp);
        }
        await().untilAsserted(() -> {
            var left = clients();
            left.removeAll(before);
            assertThat(left).extracting(Thread::getName).isEmpty();
        });
    }

    /** Then it is interrupted at its end, for it would wait until Kafka has its last offset. */
    @Test
    void leavesNoneBehindThoughKafkaHangsAtItsEnd(@TempDir Path directory) {
        var shop = Unique.name("shop");
        TestServers.mySql().execute("CREATE DATABASE " + shop, "CREATE TABLE " + shop + ".items (id INT PRIMARY KEY)");
        try (var kafka = KafkaServer.start(directory)) {
            var before = clients();
            try (var capture =
                    CapturePipeline.start(Unique.name("p"), TestServers.mySql(), kafka, List.of(shop + ".items"))) {
                await().until(capture::isUp);
                kafka.freeze();
                TestServers.mySql().execute("INSERT INTO " + shop + ".items VALUES (1)");
            }
            kafka.thaw();
            await().untilAsserted(() -> {
                var left = clients();
                left.removeAll(before);
                assertThat(left).extracting(Thread::getName).isEmpty();
            });
        }
    }

    /** The threads that a consumer, a producer or an admin client of Kafka has for itself. */
    private static Set<Thread> clients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-"))
                .collect(Collectors.toSet());
    }
}
