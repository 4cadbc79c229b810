package io.hindsight.demo;

import io.hindsight.settings.Settings;
import io.hindsight.testing.JdbcServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The source {@code shop.item_assets}, its audit by triggers, and the declaration of its history. */
final class Shop {

    private Shop() {}

    /** Makes the database and its tables where they are missing. */
    static void create(Store source) throws SQLException {
        source.server().execute("CREATE DATABASE IF NOT EXISTS " + source.database());
        try (var connection = source.connect();
                var statement = connection.createStatement()) {
            for (var sql : source.sql("create").split(";\n+")) {
                statement.execute(sql);
            }
        }
    }

    /** Makes the database where it's missing; its tables are the product's business. */
    static void createDatabase(Store warehouse) throws SQLException {
        ScenarioDatabases.createDatabase(warehouse.server(), warehouse.engine(), warehouse.database());
    }

    /** All that a user would write to keep the history of the table. */
    static Map<String, String> declaration(String database, String topic) {
        return new TreeMap<>(Map.of(
                "hindsight.table.item_asset_history.source",
                database + ".item_assets",
                "hindsight.table.item_asset_history.topic",
                topic,
                "hindsight.table.item_asset_history.rename",
                "id:source_id",
                "hindsight.table.item_asset_history.effective-from",
                "registered_at"));
    }

    /** The same, with the warehouses that keep it. */
    static Settings settings() {
        var settings = declaration("shop", "item_asset_changes");
        settings.put("hindsight.warehouse.clickhouse.url", "jdbc:clickhouse://localhost:8123/shop");
        settings.put("hindsight.warehouse.postgresql.url", "jdbc:postgresql://localhost:5432/shop");
        return Settings.of(settings);
    }

    /** The settings of the whole pipeline. */
    static Map<String, String> settings(Store source, String brokers, String topic, List<Store> warehouses) {
        var settings = new TreeMap<>(declaration(source.database(), topic));
        settings.put("hindsight.name", source.database());
        settings.put("hindsight.source.hostname", source.server().host());
        settings.put("hindsight.source.port", String.valueOf(source.server().port()));
        settings.put("hindsight.source.username", source.server().username());
        settings.put("hindsight.source.password", source.server().password());
        settings.put("hindsight.kafka.brokers", brokers);
        warehouses.forEach(warehouse -> put(settings, warehouse, warehouse.server()));
        return settings;
    }

    private static void put(Map<String, String> settings, Store warehouse, JdbcServer server) {
        var prefix = "hindsight.warehouse." + warehouse.engine() + ".";
        settings.put(prefix + "url", server.jdbcUrl(warehouse.database()));
        settings.put(prefix + "username", server.username());
        settings.put(prefix + "password", server.password());
    }
}
