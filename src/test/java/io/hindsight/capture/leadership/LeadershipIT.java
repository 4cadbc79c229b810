package io.hindsight.capture.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindsight.settings.Settings;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may capture: one at a time, by Kafka's word, and never longer than its lease. */
class LeadershipIT {

    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final String pipeline = Unique.name("leadership");

    @Test
    void theNextOneHasTheRightAtOnceWhenTheFirstEnds() throws Exception {
        try (var first = seek("first", TestServers.kafka())) {
            await().atMost(LONG).until(first.lease()::isHeld);
            try (var second = seek("second", TestServers.kafka())) {
                await().atMost(LONG).until(second.lease()::isStandby);
                assertThat(first.lease().isHeld()).isTrue();
                assertThat(second.lease().isHeld()).isFalse();
                first.close();
                await().atMost(AT_ONCE).until(second.lease()::isHeld);
            }
        }
    }

    @Test
    void theRightIsKeptForLongerThanALease() throws Exception {
        try (var first = seek("first", TestServers.kafka());
                var second = seek("second", TestServers.kafka())) {
            await().atMost(LONG)
                    .until(() -> first.lease().isHeld() || second.lease().isHeld());
            var leader = first.lease().isHeld() ? first : second;
            await().during(SESSION).atMost(SESSION.plusSeconds(2)).until(leader.lease()::isHeld);
        }
    }

    @Test
    void oneThatIsStartedAgainByItsNameDoesNotWaitForItsOldSession() throws Exception {
        try (var killed = seek("same", TestServers.kafka())) {
            await().atMost(LONG).until(killed.lease()::isHeld);
            try (var again = seek("same", TestServers.kafka())) {
                await().atMost(AT_ONCE).until(again.lease()::isHeld);
                await().atMost(LONG).until(killed.lease()::isStandby);
                assertThat(again.lease().isHeld()).isTrue();
            }
        }
    }

    @Test
    void nothingIsHeldWhileKafkaDoesNotAnswer(@TempDir Path directory) throws Exception {
        try (var kafka = KafkaServer.start(directory);
                var only = seek("only", kafka)) {
            await().atMost(LONG).until(only.lease()::isHeld);
            kafka.freeze();
            try {
                await().atMost(SESSION).until(() -> !only.lease().isHeld());
                assertThat(only.lease().isStandby()).isFalse();
            } finally {
                kafka.thaw();
            }
            await().atMost(LONG).until(only.lease()::isHeld);
        }
    }

    private Leadership seek(String instance, KafkaServer kafka) {
        var settings = Settings.of(Map.of(
                "hindsight.name",
                pipeline,
                "hindsight.instance",
                instance,
                "hindsight.kafka.brokers",
                kafka.bootstrapServers(),
                "hindsight.warehouse.none.url",
                "jdbc:clickhouse://localhost:1/none",
                "hindsight.table.orders.source",
                "shop.orders"));
        var leadership = Leadership.ofCapture(settings);
        leadership.seekFor();
        return leadership;
    }
}
