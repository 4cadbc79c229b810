package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.KeptComment;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From MySQL's commit to the history in all warehouses; in StarRocks' place is what stands in for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipelineIT {

    /** MySQL, which stands in for StarRocks, wants a column's whole definition for that. */
    private static final String COLUMN_COMMENT =
            """
            CREATE PROCEDURE comment_column(in_table TEXT, in_column TEXT, said TEXT) BEGIN
              SELECT concat('ALTER TABLE `', table_name, '` MODIFY `', column_name, '` ', column_type,
                if(is_nullable = 'NO', ' NOT NULL', ''), ' COMMENT ', quote(said)) INTO @statement
              FROM information_schema.columns
              WHERE table_schema = database() AND table_name = in_table AND column_name = in_column;
              PREPARE alteration FROM @statement;
              EXECUTE alteration;
            END""";

    private final String name = Unique.name("pipeline");
    private Pipeline pipeline;

    @BeforeAll
    void startPipeline() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".item_assets (id INT PRIMARY KEY, owner_id INT NOT NULL,"
                                + " asset_info VARCHAR(255) NOT NULL, registered_at DATETIME(6) NOT NULL)",
                        "INSERT INTO " + name + ".item_assets VALUES (1, 10, 'sword', '2026-01-01 00:00:00'),"
                                + " (2, 10, 'shield', '2026-01-01 00:00:00'), (3, 11, 'bow', '2026-01-01 00:00:00')");
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        TestServers.starRocks().execute("CREATE DATABASE " + name);
        Rows.execute(TestServers.starRocks(), name, COLUMN_COMMENT);
        var settings = Pipeline.settings(name, List.of("clickhouse", "postgres", "starrocks"));
        settings.put("hindsight.table.item_asset_history.source", name + ".item_assets");
        settings.put("hindsight.table.item_asset_history.rename", "id:source_id");
        settings.put("hindsight.table.item_assets.source", name + ".item_assets");
        settings.put("hindsight.table.item_assets.keep", "current");
        pipeline = Pipeline.start(settings);
    }

    @AfterAll
    void stopPipeline() {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clickhouse", "postgres", "starrocks"})
    void changesBecomeVersions(String warehouse) throws Exception {
        var server = Pipeline.server(warehouse);
        var id = Map.of("clickhouse", 1, "postgres", 2, "starrocks", 3).get(warehouse);
        await().untilAsserted(() -> {
            assertThat(pipeline.problems()).isEmpty();
            assertThat(Rows.of(server, name, "SELECT * FROM item_asset_history WHERE source_id = " + id))
                    .hasSize(1);
        });
        TestServers.mySql()
                .execute(
                        "UPDATE " + name + ".item_assets SET asset_info = 'axe' WHERE id = " + id,
                        "DELETE FROM " + name + ".item_assets WHERE id = " + id);
        await().untilAsserted(() -> assertThat(Rows.of(
                        server,
                        name,
                        "SELECT op_type, asset_info, effective_end_ts IS NULL AS open FROM item_asset_history"
                                + " WHERE source_id = " + id + " ORDER BY change_seq"))
                .hasSize(3)
                .allMatch(row -> row.matches("[rud]\\|(sword|shield|bow|axe)\\|(0|f|false)")));
        await("a table of its own, which is applied beside the history")
                .untilAsserted(() -> assertThat(Rows.of(server, name, "SELECT id FROM item_assets WHERE id = " + id))
                        .isEmpty());
        assertThat(pipeline.problems()).isEmpty();
    }

    @Test
    void whatTheSourceSaysOfTablesAndColumnsGoesAlong() {
        var table = name + ".item_assets";
        comment("What is owned; it's", "who");
        TestServers.mySql()
                .execute("ALTER TABLE " + table + " MODIFY asset_info VARCHAR(255) NOT NULL COMMENT '“ü” \\\\ $1'");
        awaitComments("What is owned; it's", "who", "“ü” \\ $1");
        Rows.execute(TestServers.postgres(), name, "COMMENT ON COLUMN item_assets.registered_at IS 'mine'");
        comment("Other", "");
        awaitComments("Other", "", "“ü” \\ $1");
        assertThat(KeptComment.of("postgres", name, "item_assets", "registered_at"))
                .as("the source says nothing of it")
                .isEqualTo("mine");
    }

    private void comment(String ofTable, String ofOwner) {
        TestServers.mySql()
                .execute("ALTER TABLE " + name + ".item_assets COMMENT '" + ofTable.replace("'", "''")
                        + "', MODIFY owner_id INT NOT NULL COMMENT '" + ofOwner + "'");
    }

    private void awaitComments(String ofTable, String ofOwner, String ofInfo) {
        for (var warehouse : List.of("clickhouse", "postgres", "starrocks")) {
            var views = warehouse.equals("starrocks") ? List.<String>of() : List.of("item_asset_history_current");
            for (var kept : Stream.concat(Stream.of("item_asset_history", commentedTable(warehouse)), views.stream())
                    .toList()) {
                await().untilAsserted(() -> assertThat(List.of(
                                KeptComment.of(warehouse, name, kept, ""),
                                KeptComment.of(warehouse, name, kept, "owner_id"),
                                KeptComment.of(warehouse, name, kept, "asset_info")))
                        .as("%s in %s", kept, warehouse)
                        .containsExactly(ofTable, ofOwner, ofInfo));
            }
        }
    }

    /** StarRocks' views have the comments that they were made with. */
    private static String commentedTable(String warehouse) {
        return warehouse.equals("starrocks") ? "item_assets_rows" : "item_assets";
    }

    @Test
    void routesHaveNamesThatSpeak() {
        assertThat(pipeline.context().getRoutes())
                .extracting(route -> route.getRouteId())
                .contains(
                        "capture",
                        "dead-letters",
                        "apply-clickhouse",
                        "apply-postgres",
                        "apply-starrocks",
                        "alter-clickhouse",
                        "make-tables-clickhouse");
    }

    @Test
    void aRouteConsoleShowsTheRealSql() throws Exception {
        var routes = java.lang.management.ManagementFactory.getPlatformMBeanServer();
        var name = routes.queryNames(
                        new javax.management.ObjectName("org.apache.camel:type=routes,name=\"apply-clickhouse\",*"),
                        null)
                .iterator()
                .next();
        assertThat(routes.invoke(name, "dumpRouteAsXml", new Object[] {true}, new String[] {"boolean"})
                        .toString())
                .contains("INSERT INTO ${stage}", "WITH hindsight_touched AS", "sql:apply");
    }
}
