package io.hindsight.source.postgresql.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From PostgreSQL's commit to the history in the warehouses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPipelineIT {

    private SourceDatabase source;
    private Pipeline pipeline;

    @BeforeAll
    void startPipeline() {
        source = SourceDatabase.create(TestServers.sourcePostgres(), "pgpipeline");
        source.execute(
                "CREATE TABLE item_assets (id INT PRIMARY KEY, owner_id INT NOT NULL, asset_info VARCHAR(255),"
                        + " registered_at TIMESTAMP(6) NOT NULL)",
                "INSERT INTO item_assets VALUES (1, 10, 'sword', '2026-01-01 00:00:00'),"
                        + " (2, 10, 'shield', '2026-01-01 00:00:00')");
        source.publish("item_assets");
        var settings = source.settings();
        for (var warehouse : List.of("clickhouse", "postgres")) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + source.name());
            settings.putAll(Pipeline.warehouse(warehouse, source.name()));
        }
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        settings.put("hindsight.table.item_assets.source", "public.item_assets");
        pipeline = Pipeline.start(settings);
    }

    @AfterAll
    void stopPipeline() {
        pipeline.close();
        source.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres"})
    void changesBecomeVersions(String warehouse) throws Exception {
        var id = warehouse.equals("clickhouse") ? 1 : 2;
        await().untilAsserted(() -> {
            assertThat(pipeline.problems()).isEmpty();
            assertThat(versions(warehouse, id)).hasSize(1);
        });
        source.execute(
                "UPDATE item_assets SET asset_info = 'axe' WHERE id = " + id,
                "DELETE FROM item_assets WHERE id = " + id,
                "INSERT INTO item_assets VALUES (" + id + ", 11, NULL, '2026-01-02')",
                "UPDATE item_assets SET id = id + 10 WHERE id = " + id);
        await().untilAsserted(() -> assertThat(versions(warehouse, id + 10)).hasSize(1));
        assertThat(versions(warehouse, id))
                .extracting(row -> row.substring(0, 1))
                .containsExactly("r", "u", "d", "c", "d");
        assertThat(pipeline.problems()).isEmpty();
    }

    private List<String> versions(String warehouse, int id) {
        return Rows.of(
                Pipeline.server(warehouse),
                source.name(),
                "SELECT op_type, owner_id, asset_info, effective_start_ts, effective_end_ts, change_seq FROM item_assets"
                        + " WHERE id = " + id + " ORDER BY change_seq");
    }
}
