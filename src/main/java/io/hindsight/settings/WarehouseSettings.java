package io.hindsight.settings;

import io.hindsight.warehouse.Warehouse;
import java.time.Duration;

/**
 * A warehouse that tables are kept in.
 *
 * @param name the user's name for it; part of route ids and consumer groups
 * @param url its JDBC address, whose scheme says the engine; the database (ClickHouse) or schema must exist
 * @param batchSize changes that are applied at once, at most
 * @param batchWait how long a change waits for others, at most
 */
public record WarehouseSettings(
        String name, String url, String username, String password, int batchSize, Duration batchWait) {

    private static final String EXAMPLE = "jdbc:clickhouse://localhost:8123/dw";

    static WarehouseSettings read(String name, SettingsReader reader) {
        var prefix = "hindsight.warehouse." + name + ".";
        var url = reader.required(prefix + "url", EXAMPLE);
        if (!url.isEmpty() && !Warehouse.isKnown(url)) {
            reader.wrong(prefix + "url", "it isn't the JDBC address of ClickHouse or PostgreSQL", EXAMPLE);
        }
        return new WarehouseSettings(
                name,
                url,
                reader.text(prefix + "username", "default"),
                reader.text(prefix + "password", ""),
                reader.number(prefix + "batch-size", 10_000, 1, 100_000),
                reader.duration(prefix + "batch-wait", Duration.ofMillis(200)));
    }

    @Override
    public String toString() {
        return name;
    }
}
