package io.hindsight.registry;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two tables of a MySQL whose topics are in Avro: one with values of many types, one to be altered. */
abstract class AvroShop {

    private static final String ORDERS =
            "(id BIGINT UNSIGNED PRIMARY KEY, price DECIMAL(10,2), `größe in cm` INT, `2nd` TEXT,"
                    + " at DATETIME(6), seen TIMESTAMP(3) NULL, b VARBINARY(20), j JSON, p POINT, e ENUM('b', 'ä'))";

    private static final String VALUES = "'größer', '2024-02-29 23:59:59.999999', '2038-01-19 03:14:07.5', x'00ff',"
            + " '{\"a\": [1, 2.50]}', ST_GeomFromText('POINT(1 2)'), 'ä'";

    final String name = Unique.name("avro");
    final Map<String, String> settings = settings(name);

    @BeforeEach
    void tables() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL,"
                                + " data MEDIUMTEXT)",
                        "CREATE TABLE " + name + ".orders " + ORDERS,
                        "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, words VARCHAR(20))",
                        order("1", "0.10"),
                        order("2", "NULL"));
    }

    @AfterEach
    void dropDatabase() {
        TestServers.mySql().execute("DROP DATABASE IF EXISTS " + name);
    }

    final String order(String id, String price) {
        return "INSERT INTO " + name + ".orders VALUES (" + id + ", " + price + ", 42, " + VALUES + ")";
    }

    final Map<String, String> settings(String pipeline) {
        TestServers.postgres().execute("CREATE DATABASE " + pipeline);
        var settings = Pipeline.settings(pipeline, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.source.signal-table", name + ".signals");
        settings.put("hindsight.kafka.registry.url", TestServers.registry().url());
        settings.put("hindsight.kafka.format", "avro");
        return settings;
    }

    static Map<String, String> with(Map<String, String> settings, String key, String value) {
        var other = new TreeMap<>(settings);
        other.put(key, value);
        return other;
    }

    final void execute(String... statements) {
        Rows.execute(TestServers.mySql(), name, statements);
    }

    static void awaitRows(String pipeline, String sql, String... rows) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(TestServers.postgres(), pipeline, sql))
                .containsExactly(rows));
    }

    final List<ConsumerRecord<byte[], byte[]>> messages(String pipeline, String table, int atLeast) {
        return TestTopic.read(TestServers.kafka(), pipeline + "." + name + "." + table, atLeast);
    }
}
