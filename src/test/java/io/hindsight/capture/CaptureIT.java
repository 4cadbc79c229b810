package io.hindsight.capture;

import static io.hindsight.testing.Await.await;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives in Kafka of what happens in MySQL. */
class CaptureIT {

    private String shop;

    @BeforeEach
    void shop() throws SQLException {
        shop = Unique.name("shop");
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + shop,
                        "CREATE TABLE " + shop
                                + ".items (id INT PRIMARY KEY, name VARCHAR(50) DEFAULT 'none', price DECIMAL(10,2))",
                        "INSERT INTO " + shop + ".items VALUES (1, 'one', 1.50), (2, NULL, 2)");
    }

    @Test
    void snapshotAndLaterChangesArriveInOrderUnderTheirKeys() throws SQLException {
        try (var capture = CapturePipeline.start(
                        Unique.name("p"),
                        TestServers.mySql(),
                        TestServers.kafka(),
                        List.of(shop + ".items"),
                        "hindsight.source.epoch",
                        "7");
                var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() == 2);
            TestServers.mySql()
                    .execute(
                            "UPDATE " + shop + ".items SET price = price + 1 WHERE id = 1",
                            "UPDATE " + shop + ".items SET price = price + 1 WHERE id = 1",
                            "INSERT INTO " + shop + ".items VALUES (3, 'three', 3)",
                            "DELETE FROM " + shop + ".items WHERE id = 1");
            var changes = items.until(all -> all.size() == 6);
            assertThat(changes).allSatisfy(change -> assertThat(change.epoch()).isEqualTo("7"));
            assertThat(changes.stream()
                            .collect(groupingBy(TopicReader.Change::key))
                            .values())
                    .allSatisfy(ofKey -> assertThat(ofKey)
                            .extracting(TopicReader.Change::partition)
                            .containsOnly(ofKey.get(0).partition()));
            assertThat(changes.stream()
                            .filter(change -> change.key().equals("{\"id\":1}"))
                            .map(TopicReader.Change::op))
                    .containsExactly("r", "u", "u", "d");
            var second = changes.stream()
                    .filter(change -> change.key().equals("{\"id\":2}"))
                    .findFirst()
                    .orElseThrow();
            assertThat(second.row().get("name").isNull())
                    .as("NULL is not the column's default")
                    .isTrue();
            assertThat(second.row().get("price").decimalValue()).isEqualByComparingTo("2.00");
            await().until(capture::isUp);
        }
    }

    @Test
    void aKeyChangeIsADeleteAndACreate() throws SQLException {
        try (var capture = CapturePipeline.start(
                        Unique.name("p"), TestServers.mySql(), TestServers.kafka(), List.of(shop + ".items"));
                var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() == 2);
            TestServers.mySql().execute("UPDATE " + shop + ".items SET id = 9 WHERE id = 1");
            var changes = items.until(all -> all.size() == 4);
            assertThat(changes)
                    .filteredOn(change -> change.key().equals("{\"id\":1}"))
                    .extracting(TopicReader.Change::op)
                    .containsExactly("r", "d");
            assertThat(changes)
                    .filteredOn(change -> change.key().equals("{\"id\":9}"))
                    .extracting(TopicReader.Change::op)
                    .containsExactly("c");
        }
    }

    @Test
    void aTruncateArrivesInEveryPartitionBetweenTheRightChanges() throws SQLException {
        try (var capture = CapturePipeline.start(
                        Unique.name("p"),
                        TestServers.mySql(),
                        TestServers.kafka(),
                        List.of(shop + ".items"),
                        "hindsight.kafka.partitions",
                        "5");
                var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() == 2);
            TestServers.mySql()
                    .execute(
                            "TRUNCATE " + shop + ".items",
                            "INSERT INTO " + shop
                                    + ".items VALUES (1, 'new', 1), (2, 'new', 1), (3, 'new', 1), (4, 'new', 1)");
            var changes = items.until(all -> all.size() == 2 + 5 + 4);
            assertThat(changes)
                    .filteredOn(change -> change.op().equals("t"))
                    .extracting(TopicReader.Change::partition)
                    .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            assertThat(changes.stream()
                            .collect(groupingBy(TopicReader.Change::partition))
                            .values())
                    .allSatisfy(partition -> assertThat(String.join(
                                    "",
                                    partition.stream()
                                            .map(TopicReader.Change::op)
                                            .toList()))
                            .matches("r*tc*"));
        }
    }

    @Test
    void tablesOfOneNameInTwoDatabasesStayApart() throws SQLException {
        var other = Unique.name("other");
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + other,
                        "CREATE TABLE " + other + ".items (code VARCHAR(9) PRIMARY KEY)",
                        "INSERT INTO " + other + ".items VALUES ('a')");
        try (var capture = CapturePipeline.start(
                        Unique.name("p"),
                        TestServers.mySql(),
                        TestServers.kafka(),
                        List.of(shop + ".items", other + ".items"));
                var items = capture.topic(shop + ".items");
                var others = capture.topic(other + ".items")) {
            assertThat(items.until(changes -> changes.size() == 2))
                    .extracting(TopicReader.Change::key)
                    .containsExactlyInAnyOrder("{\"id\":1}", "{\"id\":2}");
            assertThat(others.until(changes -> changes.size() == 1))
                    .extracting(TopicReader.Change::key)
                    .containsExactly("{\"code\":\"a\"}");
        }
    }

    @Test
    void aDeclaredKeyIsTheMessagesKey() throws SQLException {
        TestServers.mySql()
                .execute(
                        "CREATE TABLE " + shop + ".lines (order_id INT, line INT, qty INT)",
                        "INSERT INTO " + shop + ".lines VALUES (1, 1, 5)");
        var table = shop + ".lines";
        try (var capture = CapturePipeline.start(
                        Unique.name("p"),
                        TestServers.mySql(),
                        TestServers.kafka(),
                        List.of(table),
                        "hindsight.table." + table.replace('.', '_') + ".key",
                        "order_id, line");
                var lines = capture.topic(table)) {
            assertThat(lines.until(changes -> changes.size() == 1))
                    .extracting(TopicReader.Change::key)
                    .containsExactly("{\"order_id\":1,\"line\":1}");
        }
    }

    @Test
    void changesOfATableWithoutAKeyHaveNone() throws SQLException {
        TestServers.mySql()
                .execute("CREATE TABLE " + shop + ".log (line TEXT)", "INSERT INTO " + shop + ".log VALUES ('x')");
        try (var capture = CapturePipeline.start(
                        Unique.name("p"), TestServers.mySql(), TestServers.kafka(), List.of(shop + ".log"));
                var log = capture.topic(shop + ".log")) {
            assertThat(log.until(changes -> changes.size() == 1))
                    .extracting(TopicReader.Change::key)
                    .containsOnlyNulls();
        }
    }

    @Test
    void aRestartGoesOnWithoutAnotherSnapshot() throws SQLException {
        var name = Unique.name("p");
        try (var capture = CapturePipeline.start(
                        name, TestServers.mySql(), TestServers.kafka(), List.of(shop + ".items"));
                var items = capture.topic(shop + ".items")) {
            items.until(changes -> changes.size() == 2);
            TestServers.mySql().execute("INSERT INTO " + shop + ".items VALUES (3, 'three', 3)");
            items.until(changes -> changes.size() == 3);
        }
        TestServers.mySql().execute("INSERT INTO " + shop + ".items VALUES (4, 'while it was down', 3)");
        try (var capture = CapturePipeline.start(
                        name, TestServers.mySql(), TestServers.kafka(), List.of(shop + ".items"));
                var items = capture.topic(shop + ".items")) {
            var changes = items.until(
                    all -> all.stream().anyMatch(change -> change.key().equals("{\"id\":4}")));
            assertThat(changes).extracting(TopicReader.Change::op).containsExactlyInAnyOrder("r", "r", "c", "c");
        }
    }
}
