package io.hindsight.capture.leadership;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.kafka.TopicNames;
import io.hindsight.kafka.Topics;
import io.hindsight.settings.Settings;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who may capture: one at a time, by Kafka's word, and never longer than its lease. */
@Execution(ExecutionMode.CONCURRENT)
class LeadershipIT {

    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private final String pipeline = Unique.name("leadership");

    @Test
    void theNextOneHasTheRightAtOnceWhenTheFirstEnds() throws Exception {
        try (var first = seek("first", TestServers.kafka())) {
            await().until(first.lease()::isHeld);
            try (var second = seek("second", TestServers.kafka())) {
                await().until(second.lease()::isStandby);
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
            await().until(() -> first.lease().isHeld() || second.lease().isHeld());
            var leader = first.lease().isHeld() ? first : second;
            await().during(SESSION).atMost(SESSION.plusSeconds(2)).until(leader.lease()::isHeld);
        }
    }

    @Test
    void oneThatIsStartedAgainByItsNameDoesNotWaitForItsOldSession() throws Exception {
        try (var killed = seek("same", TestServers.kafka())) {
            await().until(killed.lease()::isHeld);
            try (var again = seek("same", TestServers.kafka())) {
                await().atMost(AT_ONCE).until(again.lease()::isHeld);
                await().until(killed.lease()::isStandby);
                assertThat(again.lease().isHeld()).isTrue();
            }
        }
    }

    @Test
    void nothingIsHeldWhileKafkaDoesNotAnswer(@TempDir Path directory) throws Exception {
        try (var kafka = KafkaServer.start(directory);
                var only = seek("only", kafka)) {
            await().until(only.lease()::isHeld);
            kafka.freeze();
            try {
                await().atMost(SESSION).until(() -> !only.lease().isHeld());
                assertThat(only.lease().isStandby()).isFalse();
            } finally {
                kafka.thaw();
            }
            await().until(only.lease()::isHeld);
        }
    }

    @Test
    void whatKeepsKafkaFromSayingIsToldAndAskedAnew() throws Exception {
        try (var silent = member()) {
            await().until(() -> silent.poll(Duration.ofMillis(100)).isEmpty()
                    && !silent.assignment().isEmpty());
            try (var only = seek("only", TestServers.kafka())) {
                await().untilAsserted(() -> assertThat(only.lease().trouble()).contains("hasn't said", "capture"));
                silent.close();
                await().until(only.lease()::isHeld);
            }
        }
    }

    /** One that Kafka waits for, as long as it is there and doesn't poll. */
    private Consumer<byte[], byte[]> member() {
        var settings = settings("silent", TestServers.kafka());
        try (var topics = new Topics(settings)) {
            topics.create();
        }
        return new LeadershipGroup(settings, TopicNames.of(settings).capture()).join(new ConsumerRebalanceListener() {

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> added) {}

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> gone) {}
        });
    }

    private Leadership seek(String instance, KafkaServer kafka) {
        var leadership = Leadership.ofCapture(settings(instance, kafka));
        leadership.seekFor();
        return leadership;
    }

    private Settings settings(String instance, KafkaServer kafka) {
        return Settings.of(Map.of(
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
    }
}
