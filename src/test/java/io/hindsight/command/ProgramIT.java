package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.FreePort;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, as users run it: in an empty directory with an application.properties. */
class ProgramIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final String COUNT = "SELECT count(*) FROM item_asset_history";

    private final String name = Unique.name("program");
    private final Map<String, String> settings = new TreeMap<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void declareTable() throws IOException {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".item_assets (id INT PRIMARY KEY, asset_info VARCHAR(255) NOT NULL)",
                        "INSERT INTO " + name + ".item_assets VALUES (1, 'a sword')");
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings.putAll(Pipeline.settings(name, WAREHOUSES));
        settings.put("hindsight.table.item_asset_history.source", name + ".item_assets");
        settings.put("hindsight.http.port", String.valueOf(FreePort.any()));
    }

    @Test
    void runKeepsTheHistoryUntilItIsToldToEnd() throws Exception {
        try (var program = Program.start(directory, settings, "run")) {
            awaitVersions(program, 1);
            TestServers.mySql().execute("UPDATE " + name + ".item_assets SET asset_info = 'a bow'");
            awaitVersions(program, 2);
            assertThat(get("/observe/health")).contains("\"status\":\"UP\"").doesNotContain("DOWN");
            assertThat(get("/observe/metrics")).contains("camel_exchanges_succeeded_total");
            program.terminate();
            assertThat(program.exitCode()).isZero();
            assertThat(program.output())
                    .contains("history of " + name + ".item_assets in item_asset_history")
                    .contains("capture running")
                    .containsPattern("console {5}http://127.0.0.1:\\d+/console/")
                    .contains("stopped")
                    .doesNotContain("WARN", "ERROR", "ANTLR", "sword", "bow");
        }
    }

    @Test
    void runSaysEveryWrongSettingAndNothingElse() throws Exception {
        settings.put("hindsight.kafka.partitions", "many");
        settings.put("hindsight.tabel.orders.source", "shop.orders");
        try (var program = Program.start(directory, settings, "run")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output().lines())
                    .hasSize(2)
                    .anyMatch(line -> line.startsWith("hindsight.kafka.partitions: 'many' is not a whole number"))
                    .anyMatch(line -> line.startsWith("hindsight.tabel.orders.source: there is no such setting"));
        }
    }

    @Test
    void runSaysWhichDeclarationDoesNotFitTheSource() throws Exception {
        settings.put("hindsight.table.item_asset_history.tracked", "colour");
        try (var program = Program.start(directory, settings, "run")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output().lines())
                    .singleElement()
                    .asString()
                    .contains("hindsight.table.item_asset_history", "there is no column colour", "asset_info");
        }
    }

    @Test
    void runSaysWhichTableTheSourceHasNot() throws Exception {
        settings.put("hindsight.table.item_colours.source", name + ".item_colors");
        try (var program = Program.start(directory, settings, "run")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.output().lines())
                    .singleElement()
                    .asString()
                    .contains("hindsight.table.item_colours", name + ".item_colors", "no such table", "SELECT grant");
        }
    }

    @Test
    void runThatWaitsForAWarehouseEndsAtOnce() throws Exception {
        settings.put("hindsight.warehouse.postgres.url", "jdbc:postgresql://127.0.0.1:" + FreePort.any() + "/" + name);
        try (var program = Program.start(directory, settings, "run")) {
            program.awaitOutput("can't be used yet");
            assertThat(get("/observe/health"))
                    .contains("{\"name\":\"apply-item_asset_history-postgres\",\"status\":\"DOWN\","
                            + "\"message\":\"the warehouse can't be used yet: Connection refused");
            program.terminate();
            assertThat(program.exitCode()).isZero();
        }
    }

    @Test
    void validateFindsATableThatDoesNotFit() throws Exception {
        try (var connection = TestServers.postgres().connect(name);
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE item_asset_history (id date, asset_info text, effective_start_ts timestamptz,"
                            + " effective_end_ts timestamptz, is_current boolean, op_type text, change_seq text)");
        }
        try (var program = Program.start(directory, settings, "validate")) {
            assertThat(program.exitCode()).isEqualTo(1);
            assertThat(program.output().lines())
                    .filteredOn(line -> line.startsWith("WRONG"))
                    .singleElement()
                    .asString()
                    .contains("postgres: table item_asset_history", "id is kept as date", "run in the warehouse");
        }
    }

    @Test
    void validateIsContentAndChangesNothing() throws Exception {
        try (var program = Program.start(directory, settings, "validate")) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            assertThat(program.output()).contains("table item_asset_history will be created");
        }
        assertThat(Rows.of(TestServers.postgres(), name, "SELECT relname FROM pg_class WHERE relname LIKE 'item%'"))
                .isEmpty();
    }

    @Test
    void ddlPrintsWhatWouldBeCreated() throws Exception {
        try (var program = Program.start(directory, settings, "ddl", "--warehouse", "clickhouse")) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.output())
                    .contains("CREATE TABLE IF NOT EXISTS `item_asset_history_rows`")
                    .contains("CREATE OR REPLACE VIEW `item_asset_history`")
                    .doesNotContain("UNLOGGED");
        }
    }

    private void awaitVersions(Program program, int versions) {
        for (var warehouse : WAREHOUSES) {
            await().untilAsserted(() ->
                    assertThat(count(warehouse)).as(program.output()).isEqualTo(String.valueOf(versions)));
        }
    }

    private String count(String warehouse) {
        try {
            return Rows.of(Pipeline.server(warehouse), name, COUNT).get(0);
        } catch (IllegalStateException noTableYet) {
            return "0";
        }
    }

    private String get(String path) throws Exception {
        var address = URI.create("http://127.0.0.1:" + settings.get("hindsight.http.port") + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
