package io.hindsight.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A topic in Avro means what one in JSON does. */
class AvroHistoriesIT extends AvroShop {

    private static final String LARGEST = "18446744073709551615";

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

    private static Map<String, String> json(Map<String, String> settings) {
        return with(settings, "hindsight.kafka.format", "json");
    }
}
