package io.hindsight.registry;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.LetterCommands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.RegistryServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic in Avro means what one in JSON does, and what its consumers couldn't read isn't sent. */
class AvroTopicIT {

    private static final String LARGEST = "18446744073709551615";

    private static final String ORDERS =
            "(id BIGINT UNSIGNED PRIMARY KEY, price DECIMAL(10,2), `größe in cm` INT, `2nd` TEXT,"
                    + " at DATETIME(6), seen TIMESTAMP(3) NULL, b VARBINARY(20), j JSON, p POINT, e ENUM('b', 'ä'))";

    private static final String VALUES = "'größer', '2024-02-29 23:59:59.999999', '2038-01-19 03:14:07.5', x'00ff',"
            + " '{\"a\": [1, 2.50]}', ST_GeomFromText('POINT(1 2)'), 'ä'";

    private final String name = Unique.name("avro");
    private final Map<String, String> settings = settings(name);

    @TempDir
    private Path directory;

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

    private String order(String id, String price) {
        return "INSERT INTO " + name + ".orders VALUES (" + id + ", " + price + ", 42, " + VALUES + ")";
    }

    private Map<String, String> settings(String pipeline) {
        TestServers.postgres().execute("CREATE DATABASE " + pipeline);
        var settings = Pipeline.settings(pipeline, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.source.signal-table", name + ".signals");
        settings.put("hindsight.kafka.registry.url", TestServers.registry().url());
        settings.put("hindsight.kafka.format", "avro");
        return settings;
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        var other = new TreeMap<>(settings);
        other.put(key, value);
        return other;
    }

    private static Map<String, String> json(Map<String, String> settings) {
        return with(settings, "hindsight.kafka.format", "json");
    }

    private void execute(String... statements) {
        Rows.execute(TestServers.mySql(), name, statements);
    }

    private static void awaitRows(String pipeline, String sql, String... rows) {
        await().ignoreExceptions().untilAsserted(() -> assertThat(Rows.of(TestServers.postgres(), pipeline, sql))
                .containsExactly(rows));
    }

    private List<ConsumerRecord<byte[], byte[]>> messages(String pipeline, String table, int atLeast) {
        return TestTopic.read(TestServers.kafka(), pipeline + "." + name + "." + table, atLeast);
    }

    @Test
    void historiesAreEqualWhicheverFormTheTopicHas() {
        var inJson = Unique.name("json");
        var plain = json(settings(inJson));
        var switching = Unique.name("switching");
        var other = json(settings(switching));
        try (var avro = Pipeline.start(settings);
                var json = Pipeline.start(plain)) {
            try (var first = Pipeline.start(other)) {
                for (var pipeline : List.of(name, inJson, switching)) {
                    awaitRows(pipeline, "SELECT id FROM orders_current ORDER BY id", "1", "2");
                }
            }
            execute(order("3", "12345678.99"), "UPDATE orders SET price = 1.50 WHERE id = 1", "TRUNCATE TABLE orders");
            try (var second = Pipeline.start(with(other, "hindsight.kafka.format", "avro"))) {
                execute(order("1", "7"), order(LARGEST, "-0.01"));
                awaitRows(switching, "SELECT id FROM orders_current ORDER BY id", "1", LARGEST);
            }
            execute(
                    "ALTER TABLE orders ADD COLUMN more BIGINT, MODIFY COLUMN `2nd` LONGTEXT",
                    "DELETE FROM orders WHERE id = 1");
            try (var third = Pipeline.start(other)) {
                execute("UPDATE orders SET more = 9007199254740993");
                for (var pipeline : List.of(name, inJson, switching)) {
                    awaitRows(pipeline, "SELECT id, more FROM orders_current", LARGEST + "|9007199254740993");
                }
            }
        }
        // each has a snapshot of its own
        var read = "SELECT id, price, \"größe in cm\", \"2nd\", at, seen, b, j, p, e, effective_end_ts FROM orders"
                + " WHERE op_type = 'r' ORDER BY id";
        var changes = "SELECT * FROM orders WHERE op_type <> 'r' ORDER BY change_seq";
        for (var query : List.of(read, changes)) {
            var expected = Rows.of(TestServers.postgres(), inJson, query);
            assertThat(expected).hasSizeGreaterThan(1);
            assertThat(Rows.of(TestServers.postgres(), name, query)).isEqualTo(expected);
            assertThat(Rows.of(TestServers.postgres(), switching, query)).isEqualTo(expected);
        }
        assertThat(messages(name, "orders", 8)).allMatch(message -> SentValues.isAvro(message.value()));
        assertThat(messages(inJson, "orders", 8)).noneMatch(message -> SentValues.isAvro(message.value()));
        assertThat(messages(switching, "orders", 8))
                .anyMatch(message -> SentValues.isAvro(message.value()))
                .anyMatch(message -> !SentValues.isAvro(message.value()));
    }

    @Test
    void aChangeOfATableThatConsumersCouldNotFollowHoldsItUntilTheRegistryAllowsIt() throws IOException {
        var subject = name + "." + name + ".items-value";
        execute("INSERT INTO items VALUES (1, 'one')");
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(name, "SELECT words FROM items_current", "one");
            TestServers.registry().allow(subject, "BACKWARD");
            execute("ALTER TABLE items ADD COLUMN more INT", "INSERT INTO items VALUES (2, 'two', 22)");
            awaitRows(name, "SELECT words, more FROM items_current ORDER BY id", "one|null", "two|22");

            execute("ALTER TABLE items MODIFY COLUMN more DECIMAL(20,2)", "INSERT INTO items VALUES (3, 'three', 3.5)");
            await().untilAsserted(() -> assertThat(pipeline.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .contains(
                                    name + ".items is held since",
                                    "schema registry " + TestServers.registry().url(),
                                    "for subject " + subject,
                                    "HTTP 409",
                                    "hindsight resume items")));
            assertThat(TestServers.registry().versions(subject)).hasSize(2);
            execute(order("3", "3"));
            awaitRows(name, "SELECT price FROM orders_current WHERE id = 3", "3.00");
            awaitRows(name, "SELECT count(*) FROM items_current", "2");

            TestServers.registry().allow(subject, "NONE");
            var resumed = Commands.run(settings, "resume", "items");
            assertThat(resumed.exitCode()).as(resumed.output()).isZero();
            execute("INSERT INTO items VALUES (4, 'four', 4)");
            awaitRows(name, "SELECT id, more FROM items_current WHERE id > 2 ORDER BY id", "3|3.50", "4|4.00");
            await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
            assertThat(TestServers.registry().versions(subject)).hasSize(3);
        }
    }

    @Test
    void aRegistryThatIsAwayIsWaitedFor() throws IOException {
        try (var proxy = TcpProxy.start(TestServers.registry().port(), directory.resolve("port"))) {
            proxy.swallow();
            var url = RegistryServer.url(proxy.port());
            var through = with(settings, "hindsight.kafka.registry.url", url);
            try (var pipeline = Pipeline.start(through)) {
                await().untilAsserted(() -> assertThat(pipeline.problems()).anySatisfy(problem -> assertThat(problem)
                        .contains("capture", "schema registry " + url, "hindsight.kafka.registry.url")));
                proxy.goOnAnew();
                awaitRows(name, "SELECT count(*) FROM orders_current", "2");
                await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
            }
            // what is in Kafka already is as it was sent; who reads it first has to ask
            var reader = Unique.name("reader");
            var reading = settings(reader);
            reading.put("hindsight.kafka.registry.url", url);
            reading.remove("hindsight.table.items.source");
            reading.put("hindsight.table.orders.topic", name + "." + name + ".orders");
            proxy.swallow();
            try (var pipeline = Pipeline.startWithoutCapture(reading)) {
                await().untilAsserted(() -> assertThat(pipeline.problems()).anySatisfy(problem -> assertThat(problem)
                        .contains("apply", "orders", "schema registry " + url)));
                proxy.goOnAnew();
                awaitRows(reader, "SELECT count(*) FROM orders_current", "2");
            }
            assertThat(new LetterCommands(directory, reading).run("list").out())
                    .last()
                    .isEqualTo("0 dead letters");
        }
    }

    @Test
    void aDeadLetterIsAsItWasSentAndIsShownAsJson() {
        execute("INSERT INTO items VALUES (1, 'one')", "INSERT INTO items VALUES (2, CONCAT('a', CHAR(0)))");
        var letters = new LetterCommands(directory, settings);
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(name, "SELECT id FROM items_current", "1");
            await().untilAsserted(
                            () -> assertThat(letters.run("list").out()).last().isEqualTo("1 dead letter"));
            var letter = TestTopic.read(TestServers.kafka(), name + ".dead-letters", 1);
            assertThat(letter).singleElement().satisfies(message -> assertThat(messages(name, "items", 2))
                    .anyMatch(sent -> Arrays.equals(sent.value(), message.value())));
            assertThat(letters.run("show", "--json", "--values").out())
                    .singleElement()
                    .asString()
                    .contains("\"after\":{\"id\":2,\"words\":\"a\\u0000\"}");
            assertThat(letters.run("show", "--json").out())
                    .singleElement()
                    .asString()
                    .contains("\"op\":\"r\"", "\"words\":\"(hidden)\"");

            assertThat(letters.run("replay").out()).containsExactly("1 dead letter sent back");
            await().untilAsserted(() -> assertThat(letters.run("show", "--json").out())
                    .singleElement()
                    .asString()
                    .contains("\"replays\":1"));
        }
    }

    /** Avro's own library, the schema from the registry, and nothing of this program. */
    @Test
    void anotherConsumerReadsIt() throws IOException {
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(name, "SELECT count(*) FROM orders_current", "2");
        }
        var schemas = new TreeMap<Integer, Schema>();
        for (var message : messages(name, "orders", 2)) {
            var value = ByteBuffer.wrap(message.value());
            assertThat(value.get()).isZero();
            var id = value.getInt();
            schemas.put(id, new Schema.Parser().parse(TestServers.registry().schema(id)));
            var change = new GenericDatumReader<GenericRecord>(schemas.get(id))
                    .read(null, DecoderFactory.get().binaryDecoder(message.value(), 5, value.remaining(), null));
            var row = (GenericRecord) change.get("after");
            assertThat(change.get("op")).hasToString("r");
            assertThat(row.get("gr_u00f6_u00dfe_u0020in_u0020cm")).isEqualTo(42);
            assertThat(row.get("_2nd")).hasToString("größer");
            assertThat(row.get("e")).hasToString("ä");
        }
        assertThat(schemas.values()).singleElement().satisfies(schema -> {
            assertThat(schema.getFullName()).isEqualTo(name + "." + name + ".orders.Envelope");
            var price = schema.getField("after").schema().getTypes().get(1).getField("price");
            assertThat(price.schema().getTypes().get(1).getLogicalType().getName())
                    .isEqualTo("decimal");
        });
    }
}
