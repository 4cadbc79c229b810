package io.hindsight.discovery;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schemas of a PostgreSQL are followed as a whole, where a table that comes later is published by capture or by its owner. */
class WholePostgresIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    private final SourceDatabase source = SourceDatabase.create("whole_pg");
    private final Map<String, String> settings = source.settings();

    @BeforeEach
    void declare() {
        for (var warehouse : WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + source.name());
            settings.putAll(Pipeline.warehouse(warehouse, source.name()));
        }
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        settings.put("hindsight.tables.all.source", "shop.*, crm.*");
        settings.put("hindsight.tables.all.name", "{schema}_{table}");
        settings.put("hindsight.tables.all.exclude", "hidden");
        source.execute("CREATE SCHEMA shop", "CREATE SCHEMA crm");
        create("shop.orders");
        create("crm.orders");
        create("crm.hidden");
    }

    @AfterEach
    void drop() {
        source.close();
    }

    private void create(String table) {
        source.execute(
                "CREATE TABLE " + table + " (id INT PRIMARY KEY, note TEXT)",
                "INSERT INTO " + table + " VALUES (1, 'a')");
    }

    private void update(String table, String note) {
        source.execute("UPDATE " + table + " SET note = '" + note + "' WHERE id = 1");
    }

    private void awaitOps(String table, String... ops) {
        await(table).ignoreExceptions().untilAsserted(() -> assertThat(WAREHOUSES)
                .allSatisfy(warehouse -> assertThat(Rows.of(
                                Pipeline.server(warehouse),
                                source.name(),
                                "SELECT op_type, note FROM " + table + " WHERE id = 1 ORDER BY change_seq"))
                        .as(warehouse)
                        .containsExactly(ops)));
    }

    @Test
    void whatComesLaterIsPublishedAndItsRowsAreRead() {
        settings.put("hindsight.source.make-publication", "true");
        try (var pipeline = Pipeline.start(settings)) {
            awaitOps("shop_orders", "r|a");
            awaitOps("crm_orders", "r|a");
            create("shop.later");
            awaitOps("shop_later", "r|a");
            update("shop.later", "b");
            update("shop.orders", "b");
            awaitOps("shop_later", "r|a", "u|b");
            awaitOps("shop_orders", "r|a", "u|b");
            assertThat(Rows.of(
                            TestServers.postgres(),
                            source.name(),
                            "SELECT table_name FROM information_schema.tables WHERE table_name LIKE '%hidden%'"))
                    .isEmpty();
            await("health").untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
        }
    }

    @Test
    void whatItsOwnerPublishesIsReadThen() {
        source.publish("shop.orders, crm.orders");
        try (var pipeline = Pipeline.start(settings)) {
            awaitOps("shop_orders", "r|a");
            create("shop.later");
            await("the cure").untilAsserted(() -> assertThat(pipeline.problems())
                    .anyMatch(problem -> problem.contains("ADD TABLE \"shop\".\"later\"")));
            update("shop.later", "b");
            source.execute("ALTER PUBLICATION \"" + source.name() + "\" ADD TABLE shop.later");
            awaitOps("shop_later", "r|b");
            update("shop.later", "c");
            awaitOps("shop_later", "r|b", "u|c");
            await("health").untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
        }
    }
}
