package io.hindsight.settings;

import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.Warehouse;
import java.time.Duration;
import java.util.Map;

/**
 * A warehouse that tables are kept in.
 *
 * @param name the user's name for it; part of route ids and consumer groups
 * @param url its JDBC address, whose scheme says the engine; the database (ClickHouse, StarRocks) or schema must exist
 * @param batchSize changes that are applied at once, at most
 * @param batchWait how long a change waits for others, at most
 * @param layout of its tables, where the engine lets one choose
 * @param kafkaProperties of the Kafka client of a StarRocks that reads topics itself, by librdkafka's names
 */
public record WarehouseSettings(
        String name,
        String url,
        String username,
        String password,
        int batchSize,
        Duration batchWait,
        Layout layout,
        Map<String, String> kafkaProperties) {

    private static final String EXAMPLE = "jdbc:clickhouse://localhost:8123/dw";

    static WarehouseSettings read(String name, SettingsReader reader) {
        var prefix = "hindsight.warehouse." + name + ".";
        var url = reader.required(prefix + "url", EXAMPLE);
        if (!url.isEmpty() && !Warehouse.isKnown(url)) {
            reader.wrong(
                    prefix + "url",
                    "it isn't the JDBC address of ClickHouse, PostgreSQL or StarRocks (jdbc:mysql:…)",
                    EXAMPLE);
        }
        var layout = new Layout(
                reader.number(prefix + "buckets", 8, 1, 1_000), reader.number(prefix + "replication", 1, 1, 100));
        var kind = Warehouse.of(Warehouse.isKnown(url) ? url : EXAMPLE, layout);
        return new WarehouseSettings(
                name,
                url,
                reader.text(prefix + "username", "default"),
                reader.secret(prefix + "password"),
                reader.number(prefix + "batch-size", 10_000, 1, kind.largestBatch()),
                reader.duration(prefix + "batch-wait", kind.usualWait()),
                layout,
                reader.pairs(prefix + "kafka", "name:value", "security.protocol:sasl_ssl, sasl.username:starrocks"));
    }

    /** What the engine is. */
    public Warehouse kind() {
        return Warehouse.of(url, layout);
    }

    @Override
    public String toString() {
        return name;
    }
}
