package io.hindsight.capture.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.TopicReader;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What capture hasn't brought to Kafka before it stopped, it reads by the columns of that time, not by later ones. */
class SchemaHistoryIT {

    private static final String LIMIT = "hindsight.kafka.max-message-bytes";

    private final String shop = Unique.name("earlier");

    @Test
    void rowsFromBeforeAnAlterTableThatHasBeenReadAlready() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + shop,
                        "CREATE TABLE " + shop + ".t (id INT PRIMARY KEY, a VARCHAR(3000), b VARCHAR(3000))",
                        "INSERT INTO " + shop + ".t VALUES (1, 'a', 'b')");
        try (var capture = start("100000")) {
            try (var changes = capture.topic(shop + ".t")) {
                changes.until(arrived -> arrived.size() == 1);
            }
        }
        TestServers.mySql()
                .execute(
                        "INSERT INTO " + shop + ".t VALUES (2, REPEAT('a', 2500), 'b')",
                        "ALTER TABLE " + shop + ".t DROP a, ADD c VARCHAR(3000)",
                        "INSERT INTO " + shop + ".t VALUES (3, 'b', 'c')");
        try (var capture = start("2000")) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(capture.problem().orElse("none")).contains("more than " + LIMIT));
        }
        try (var capture = start("100000");
                var changes = capture.topic(shop + ".t")) {
            var rows = changes.until(arrived -> arrived.size() == 3).stream()
                    .map(TopicReader.Change::row)
                    .toList();
            assertThat(rows.get(1).get("b").asText()).isEqualTo("b");
            assertThat(rows.get(1).get("a").asText()).hasSize(2500);
            assertThat(rows.get(1).has("c")).isFalse();
            assertThat(rows.get(2).get("c").asText()).isEqualTo("c");
        }
    }

    private CapturePipeline start(String limit) {
        return CapturePipeline.start(
                shop,
                TestServers.mySql(),
                TestServers.kafka(),
                List.of(shop + ".t"),
                LIMIT,
                limit,
                "hindsight.kafka.partitions",
                "1");
    }
}
