package io.hindsight.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far capture has come, by what it has left in its topic of offsets. */
class CatchUpIT {

    private static final BinlogOffset PLACE = new BinlogOffset("binlog.000002", 500);

    private final String name = Unique.name("catchUp");
    private final Settings settings = Settings.of(Map.of(
            "hindsight.name", name,
            "hindsight.source.hostname", "127.0.0.1",
            "hindsight.kafka.brokers", TestServers.kafka().bootstrapServers(),
            "hindsight.warehouse.dw.url", "jdbc:postgresql://127.0.0.1/dw",
            "hindsight.table.orders.source", "shop.orders"));
    private final TestTopic offsets = TestTopic.create(TestServers.kafka(), name + ".offsets", 1);

    @BeforeEach
    void createTopic() {
        TestTopic.create(TestServers.kafka(), name + ".shop.orders", 1);
    }

    @Test
    void aPlaceCountsWhenAllBeforeItHasBeenSent() throws InterruptedException {
        assertThat(hasPassed()).as("nothing stored").isFalse();
        origin(0);
        engine("{\"file\":\"binlog.000002\",\"pos\":499}");
        assertThat(hasPassed()).as("a place before").isFalse();
        engine("{\"file\":\"binlog.000002\",\"pos\":500}");
        assertThat(hasPassed()).isTrue();
        engine("{\"ts_sec\":1}");
        assertThat(hasPassed()).as("an engine that has only begun").isTrue();
        engine("{\"snapshot\":\"INITIAL\",\"file\":\"binlog.000002\",\"pos\":900}");
        assertThat(hasPassed()).as("rows are still being read").isFalse();
        engine("{\"file\":\"binlog.000002\",\"pos\":900}");
        assertThat(hasPassed()).isTrue();
        engine(null);
        assertThat(hasPassed()).as("forgotten").isFalse();
    }

    @Test
    void anotherEpochThanThatOfCaptureIsRefused() {
        origin(0);
        origin(3);
        engine("{\"file\":\"binlog.000002\",\"pos\":500}");
        assertThatThrownBy(this::hasPassed)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hindsight.source.epoch=0, but capture runs with 3")
                .hasMessageContaining("set hindsight.source.epoch=3");
    }

    private boolean hasPassed() throws InterruptedException {
        try (var catchUp = new CatchUp(settings)) {
            return catchUp.await(PLACE, settings.tables().get(0), "dw", Duration.ofMillis(300));
        }
    }

    private void engine(String offset) {
        store("[\"" + name + "\",{\"server\":\"" + name + "\"}]", offset);
    }

    /** With the place that it has after start-over, which says nothing of now. */
    private void origin(int epoch) {
        store(
                "[\"hindsight-origin\",{\"server\":\"source\"}]",
                "{\"server_uuid\":\"x\",\"epoch\":" + epoch + ",\"file\":\"binlog.000009\",\"pos\":9,\"gtids\":\"\"}");
    }

    private void store(String key, String value) {
        offsets.sendRecords(List.of(new ProducerRecord<>(
                offsets.name(), 0, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8))));
    }
}
