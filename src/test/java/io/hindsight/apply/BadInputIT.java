package io.hindsight.apply;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be applied goes to the dead letters, alone: everything around it is applied, and offsets move on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {

    private static final int GOOD = 300;

    private final String name = Unique.name("bad");
    private final String topic = name + ".orders";
    private final Map<Long, String> reasonsByOffset = new LinkedHashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private List<ConsumerRecord<byte[], byte[]>> letters;

    @BeforeAll
    void sendGoodAndBad() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, quantity INT)");
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        for (var id = 0; id < GOOD; id++) {
            good(id);
            switch (id) {
                case 10 -> bad("not JSON", "{\"before\": null, \"after\": {\"id\": 1".getBytes(UTF_8));
                case 11 -> bad("not JSON", new byte[0]);
                case 12 -> bad("not a Debezium change event", "[1, 2]".getBytes(UTF_8));
                case 13 -> bad("not a Debezium change event", "{\"id\": 5}".getBytes(UTF_8));
                case 70 -> bad("which isn't declared for this topic", change("strangers", 'c', 1_000, row(1_000, 1)));
                case 90 -> bad("key column id has no value", change("orders", 'c', 1_001, row(null, 1)));
                case 91 -> bad("the row after the change is missing", change("orders", 'u', 1_002, null));
                case 120 -> bad("its source doesn't say its place in a log", without("\"file\":\"binlog.000001\""));
                case 121 -> bad("its source doesn't say its place in a log", without("\"pos\":1003"));
                case 122 -> bad(
                        "its commit time is before 1970",
                        with("\"ts_us\":1767225600000000", "\"ts_us\":-99999999999999999"));
                case 123 -> bad("a number of more than", with("\"pos\":1003", "\"pos\":1e999999999"));
                case 150 -> bad(
                        "column quantity: not a value of type INT", change("orders", 'c', 1_004, row(1_004, "many")));
                case 151 -> bad(
                        "column quantity", change("orders", 'c', 1_005, row(1_005, 9_223_372_036_854_775_808.0)));
                case 200 -> bad(
                        "column quantity: not a value of type INT",
                        change("orders", 'c', 1_006, row(1_006, 5_000_000_000L)));
                case 201 -> bad("not JSON", "[".repeat(100_000).getBytes(UTF_8));
                case 202 -> bad("not JSON", ("{\"op\":" + "{\"a\":".repeat(100_000)).getBytes(UTF_8));
                case 203 -> badLatin1("not JSON", change("orders", 'c', 1_007, row(1_007, "\u00e4")));
                case 204 -> bad("not a Debezium change event", new byte[] {(byte) 0xfe, (byte) 0xff, 0, '{', 0, '}'});
                case 205 -> badHeader("no epoch", "hindsight.epoch", "99999");
                case 206 -> badHeader("no epoch", "hindsight.epoch", "-1; DROP TABLE orders");
                case 207 -> badHeader("hindsight.columns", "hindsight.columns", "[".repeat(100_000));
                case 208 -> badHeader("hindsight.columns", "hindsight.columns", "[[1]]");
                case 209 -> {
                    // neither says anything: a key's end for Kafka's compaction, and nothing at all
                    records.add(new ProducerRecord<>(topic, 0, key(1), null));
                    records.add(new ProducerRecord<>(topic, 0, null, null));
                }
                default -> {
                    // only good ones
                }
            }
        }
        var settings = Pipeline.settings(name, List.of("clickhouse", "postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.orders.topic", topic);
        var orders = TestTopic.create(TestServers.kafka(), topic, 1);
        TestTopic.create(TestServers.kafka(), name + ".dead-letters", 1);
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.sendRecords(records);
            for (var warehouse : List.of("clickhouse", "postgres")) {
                orders.awaitApplied(name + ".apply-" + warehouse);
            }
            assertThat(pipeline.problems()).isEmpty();
        }
        letters = TestTopic.read(TestServers.kafka(), name + ".dead-letters", 2 * reasonsByOffset.size());
    }

    private void good(int id) {
        // the row says its key, whatever the message's own says
        var keys = new byte[][] {key(id), key(id + 1), null, {}, {(byte) 0xff}, "[1]".getBytes(UTF_8)};
        var record = new ProducerRecord<>(topic, 0, keys[id % keys.length], change("orders", 'c', id, row(id, id)));
        // what a stranger could send to steer the endpoints behind
        record.headers()
                .add("CamelSqlQuery", "DROP TABLE orders".getBytes(UTF_8))
                .add("CamelSqlRetrieveGeneratedKeys", "true".getBytes(UTF_8))
                .add("CamelSqlParameters", "x".getBytes(UTF_8))
                .add("CamelKafkaOverrideTopic", "elsewhere".getBytes(UTF_8))
                .add("kafka.OVERRIDE_TOPIC", "elsewhere".getBytes(UTF_8))
                .add("kafka.TOPIC", "elsewhere".getBytes(UTF_8))
                .add("kafka.OFFSET", "7".getBytes(UTF_8))
                .add("batch", "x".getBytes(UTF_8))
                .add("rows", "[]".getBytes(UTF_8));
        records.add(record);
    }

    /** It isn't UTF-8 any more. */
    private void badLatin1(String reason, byte[] value) {
        bad(reason, new String(value, UTF_8).getBytes(ISO_8859_1));
    }

    private void badHeader(String reason, String header, String value) {
        bad(reason, change("orders", 'c', 1_010, row(1_010, 1)));
        records.get(records.size() - 1).headers().add(header, value.getBytes(UTF_8));
    }

    private void bad(String reason, byte[] value) {
        reasonsByOffset.put((long) records.size(), reason);
        var record = new ProducerRecord<>(topic, 0, "bad".getBytes(UTF_8), value);
        record.headers().add("kafka.OVERRIDE_TOPIC", "elsewhere".getBytes(UTF_8));
        records.add(record);
    }

    private static byte[] key(int id) {
        return ("{\"id\":" + id + "}").getBytes(UTF_8);
    }

    private static Map<String, Object> row(Object id, Object quantity) {
        var row = new HashMap<String, Object>();
        row.put("id", id);
        row.put("quantity", quantity);
        return row;
    }

    private byte[] change(String table, char op, int position, Map<String, Object> after) {
        return new DebeziumChange(
                        name,
                        table,
                        op,
                        position,
                        0,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Map.of("id", position),
                        null,
                        after)
                .valueBytes();
    }

    private byte[] without(String part) {
        return with(part, "\"nothing\":0");
    }

    private byte[] with(String part, String other) {
        return new String(change("orders", 'c', 1_003, row(1_003, 1)), UTF_8)
                .replace(part, other)
                .getBytes(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void allOthersAreApplied(String warehouse) {
        assertThat(Rows.of(Pipeline.server(warehouse), name, "SELECT id, quantity FROM orders ORDER BY id"))
                .hasSize(GOOD)
                .allMatch(row -> row.matches("(\\d+)\\|\\1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void exactlyTheBadOnesAreDeadLettersWithReasonAndPlace(String warehouse) {
        var ofWarehouse = letters.stream()
                .filter(letter -> warehouse.equals(TestTopic.text(letter.headers(), "hindsight.error.warehouse")))
                .toList();
        assertThat(ofWarehouse)
                .extracting(letter -> Long.valueOf(TestTopic.text(letter.headers(), "hindsight.error.offset")))
                .containsExactlyInAnyOrderElementsOf(reasonsByOffset.keySet());
        assertThat(ofWarehouse).allSatisfy(letter -> {
            var headers = letter.headers();
            var offset = Integer.parseInt(TestTopic.text(headers, "hindsight.error.offset"));
            assertThat(TestTopic.text(headers, "hindsight.error.reason")).contains(reasonsByOffset.get((long) offset));
            assertThat(TestTopic.text(headers, "hindsight.error.table")).isEqualTo(name + ".orders");
            assertThat(TestTopic.text(headers, "hindsight.error.topic")).isEqualTo(topic);
            assertThat(TestTopic.text(headers, "hindsight.error.partition")).isEqualTo("0");
            assertThat(letter.key()).isEqualTo(records.get(offset).key());
            assertThat(letter.value()).isEqualTo(records.get(offset).value());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void noReasonTellsAValue(String warehouse) {
        assertThat(letters)
                .filteredOn(letter -> warehouse.equals(TestTopic.text(letter.headers(), "hindsight.error.warehouse")))
                .extracting(letter -> TestTopic.text(letter.headers(), "hindsight.error.reason"))
                .noneMatch(reason -> reason.contains("5000000000") || reason.contains("many"));
    }
}
