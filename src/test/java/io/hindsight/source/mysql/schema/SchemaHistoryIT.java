package io.hindsight.source.mysql.schema;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.TopicReader;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

/** What capture hasn't brought to Kafka before it stopped, it reads by the columns of that time, not by later ones. */
class SchemaHistoryIT {

    private final String shop = Unique.name("earlier");

    @Test
    void rowsFromBeforeAnAlterTableThatHasBeenReadAlready() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + shop,
                        "CREATE TABLE " + shop + ".t (id INT PRIMARY KEY, a VARCHAR(3000), b VARCHAR(3000))",
                        "INSERT INTO " + shop + ".t VALUES (1, 'a', 'b')");
        try (var capture = start()) {
            try (var changes = capture.topic(shop + ".t")) {
                changes.until(arrived -> arrived.size() == 1);
            }
        }
        TestServers.mySql()
                .execute(
                        "INSERT INTO " + shop + ".t VALUES (2, HEX(RANDOM_BYTES(1024)), 'b')",
                        "ALTER TABLE " + shop + ".t DROP a, ADD c VARCHAR(3000)",
                        "INSERT INTO " + shop + ".t VALUES (3, 'b', 'c')");
        // Kafka's refusal of a whole batch names no table that could be held
        takeAtMost(500);
        try (var capture = start()) {
            await().until(() -> capture.problem().isPresent());
        }
        takeAtMost(100_000);
        try (var capture = start();
                var changes = capture.topic(shop + ".t")) {
            var rows = changes.until(arrived -> arrived.size() == 3).stream()
                    .map(TopicReader.Change::row)
                    .toList();
            assertThat(rows.get(1).get("b").asText()).isEqualTo("b");
            assertThat(rows.get(1).get("a").asText()).hasSize(2048);
            assertThat(rows.get(1).has("c")).isFalse();
            assertThat(rows.get(2).get("c").asText()).isEqualTo("c");
        }
    }

    @Test
    void tablesWhoseNamesBeginOrEndWithADoubleQuote() {
        TestServers.mySql().execute("CREATE DATABASE " + shop);
        execute(
                "CREATE TABLE t (id INT PRIMARY KEY, a INT)",
                "CREATE TABLE `\"before` (id INT PRIMARY KEY)",
                "INSERT INTO t VALUES (1, 1)");
        try (var capture = start();
                var changes = capture.topic(shop + ".t")) {
            changes.until(arrived -> arrived.size() == 1);
            execute(
                    "CREATE TABLE `odd\"` (z INT, id INT PRIMARY KEY)",
                    "CREATE TABLE `\"odd` (z INT, id INT PRIMARY KEY)",
                    // in the history's words this one is called as the captured one
                    "CREATE TABLE `\"t\"` (z INT, id INT PRIMARY KEY)",
                    "ALTER TABLE `odd\"` ADD y INT FIRST",
                    "ALTER TABLE `\"before` ADD y INT",
                    "INSERT INTO t VALUES (2, 2)");
            changes.until(arrived -> arrived.size() == 2);
        }
        try (var capture = start();
                var changes = capture.topic(shop + ".t")) {
            execute(
                    "ALTER TABLE `\"t\"` ADD y INT FIRST",
                    "RENAME TABLE `\"odd` TO other",
                    "DROP TABLE `\"t\"`, `\"before`",
                    // not captured as long as it is called so
                    "RENAME TABLE t TO `t\"`",
                    "ALTER TABLE `t\"` ADD b INT FIRST",
                    "RENAME TABLE `t\"` TO t",
                    "INSERT INTO t VALUES (33, 3, 3)");
            changes.until(arrived -> arrived.size() == 3);
        }
        try (var capture = start();
                var changes = capture.topic(shop + ".t")) {
            execute("INSERT INTO t VALUES (44, 4, 4)");
            assertThat(changes.until(arrived -> arrived.size() == 4))
                    .extracting(change -> change.row().toString())
                    .containsExactly(
                            "{\"id\":1,\"a\":1}",
                            "{\"id\":2,\"a\":2}",
                            "{\"b\":33,\"id\":3,\"a\":3}",
                            "{\"b\":44,\"id\":4,\"a\":4}");
            assertThat(capture.problem()).isEmpty();
        }
    }

    private void execute(String... statements) {
        Rows.execute(TestServers.mySql(), shop, statements);
    }

    private void takeAtMost(int bytes) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, shop + "." + shop + ".t");
        var limit = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(bytes)), AlterConfigOp.OpType.SET);
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        }
    }

    private CapturePipeline start() {
        return CapturePipeline.start(
                shop,
                TestServers.mySql(),
                TestServers.kafka(),
                List.of(shop + ".t"),
                "hindsight.kafka.partitions",
                "1");
    }
}
