package io.hindsight.observe;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the running program, the jar as users run it, tells of itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObserveIT {

    private static final int ROWS = 500;

    private final String name = Unique.name("observe");
    private Path directory;
    private Map<String, String> settings;
    private Http http;
    private Program program;

    @BeforeAll
    void run(@TempDir Path home) {
        directory = home;
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, status VARCHAR(20) NOT NULL)",
                        "SET SESSION cte_max_recursion_depth = 100000",
                        "INSERT INTO " + name + ".orders WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1"
                                + " FROM n WHERE id < " + ROWS + ") SELECT id, 'PENDING' FROM n");
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings = Pipeline.settings(name, List.of("clickhouse", "postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.orders_now.source", name + ".orders");
        settings.put("hindsight.table.orders_now.keep", "current");
        settings.put("hindsight.expect.known_status.table", "orders_now");
        settings.put("hindsight.expect.known_status.accepted-values", "status:PENDING|SHIPPED");
        settings.put("hindsight.expect.known_status.every", "1s");
        http = Http.onFreePort();
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        program = Program.start(directory, settings, "run");
        awaitSample("hindsight_apply_changes_total", Map.of("op", "r"), 4 * ROWS);
        TestServers.mySql()
                .execute(
                        "UPDATE " + name + ".orders SET status = 'SHIPPED' WHERE id <= 10",
                        "DELETE FROM " + name + ".orders WHERE id <= 3",
                        "INSERT INTO " + name + ".orders VALUES (100001, 'PENDING')");
        awaitSample("hindsight_apply_changes_total", Map.of(), 4 * (ROWS + 10 + 3 + 1));
    }

    @AfterAll
    void stop() {
        program.close();
    }

    private Scrape scrape() {
        return Scrape.of(http.get("/observe/metrics"));
    }

    private void awaitSample(String metric, Map<String, String> labels, double value) {
        await(metric).ignoreExceptions().untilAsserted(() -> assertThat(scrape().value(metric, labels))
                .as(program.output())
                .hasValue(value));
    }

    @Test
    void changesAreCountedByOpForEachTableAndWarehouse() {
        for (var target : List.of("orders", "orders_now")) {
            for (var warehouse : List.of("clickhouse", "postgres")) {
                var labels = Map.of("table", name + ".orders", "target", target, "warehouse", warehouse);
                assertThat(scrape().samples("hindsight_apply_changes_total").filter(sample -> sample.has(labels)))
                        .extracting(sample -> sample.labels().get("op") + " " + (int) sample.value())
                        .containsExactlyInAnyOrder("c 1", "u 10", "d 3", "r " + ROWS, "t 0");
            }
        }
    }

    @Test
    void whatIsAppliedHasNoLagAndAPlace() {
        awaitSample("hindsight_apply_lag_changes", Map.of(), 0);
        awaitSample("hindsight_apply_lag_seconds", Map.of(), 0);
        var scrape = scrape();
        assertThat(scrape.samples("hindsight_apply_last_binlog_file"))
                .hasSize(4)
                .allMatch(sample -> sample.value() >= 1);
        assertThat(scrape.samples("hindsight_apply_last_binlog_position_bytes"))
                .extracting(Scrape.Sample::value)
                .as("all four have come to the same place")
                .containsOnly(scrape.samples("hindsight_apply_last_binlog_position_bytes")
                        .findFirst()
                        .orElseThrow()
                        .value());
        assertThat(scrape.samples("hindsight_apply_last_commit_timestamp_seconds"))
                .hasSize(4)
                .allMatch(sample -> Math.abs(sample.value() - System.currentTimeMillis() / 1000.0) < 300);
    }

    @Test
    void batchesHaveSizeTimeAndDelay() {
        var scrape = scrape();
        var warehouse = Map.of("warehouse", "postgres", "target", "orders");
        assertThat(scrape.value("hindsight_apply_batch_changes_sum", warehouse)).hasValue(ROWS + 10 + 3 + 1);
        var batches =
                scrape.value("hindsight_apply_batch_changes_count", warehouse).orElseThrow();
        assertThat(batches).isBetween(1.0, ROWS + 14.0);
        assertThat(scrape.value("hindsight_apply_batch_duration_seconds_count", warehouse))
                .hasValue(batches);
        assertThat(scrape.value("hindsight_apply_delay_seconds_count", warehouse))
                .hasValue(batches);
        assertThat(scrape.value("hindsight_apply_delay_seconds_sum", warehouse).orElseThrow())
                .isGreaterThan(0);
    }

    @Test
    void captureIsCountedToo() {
        assertThat(scrape().value("hindsight_capture_running", Map.of())).hasValue(1);
        assertThat(scrape().samples("hindsight_capture_changes_total"))
                .allMatch(sample -> sample.labels().get("table").equals(name + ".orders"))
                .extracting(sample -> sample.labels().get("op") + " " + (int) sample.value())
                .containsExactlyInAnyOrder("c 1", "u 10", "d 3", "r " + ROWS, "t 0");
    }

    @Test
    void theSnapshotIsComplete() {
        var table = Map.of("table", name + ".orders");
        var scrape = scrape();
        assertThat(scrape.value("hindsight_snapshot_rows", table)).hasValue(ROWS);
        assertThat(scrape.value("hindsight_snapshot_running", Map.of())).hasValue(0);
        assertThat(scrape.value("debezium_snapshot_completed", Map.of())).hasValue(1);
        assertThat(scrape.value("debezium_snapshot_rows_scanned", table)).hasValue(ROWS);
    }

    @Test
    void debeziumKafkaPoolsAndJvmAreThere() {
        var scrape = scrape();
        assertThat(scrape.value("debezium_streaming_connected", Map.of())).hasValue(1);
        for (var metric : List.of(
                "debezium_streaming_behind_source_seconds",
                "debezium_streaming_queue_remaining",
                "kafka_consumer_records_lag_records",
                "hikaricp_connections_active",
                "jvm_memory_used_bytes",
                "jvm_gc_pause_seconds_count",
                "process_cpu_usage",
                "camel_exchanges_total")) {
            assertThat(scrape.value(metric, Map.of())).as(metric).isPresent();
        }
    }

    @Test
    void healthNamesEachTableInEachWarehouseAndIsAMetric() {
        await().untilAsserted(() -> assertThat(http.get("/observe/health?exposureLevel=full"))
                .contains("\"name\":\"apply-orders-clickhouse\",\"status\":\"UP\"")
                .contains("\"name\":\"apply-orders_now-postgres\",\"status\":\"UP\"")
                .contains("\"name\":\"warehouse-postgres\",\"status\":\"UP\"")
                .contains("\"name\":\"dead-letter-topic\",\"status\":\"UP\"")
                .contains("\"name\":\"consumer:capture\",\"status\":\"UP\"")
                .doesNotContain("DOWN"));
        awaitSample("hindsight_health_up", Map.of("check", "dead-letter-topic"), 1);
        assertThat(http.get("/observe/health/live")).contains("\"status\":\"UP\"");
        assertThat(http.get("/observe/health/ready"))
                .contains("\"status\":\"UP\"")
                .contains("apply-orders-clickhouse");
    }

    @Test
    void healthListsWhatAPersonAsksFor() throws Exception {
        await().until(() -> http.get("/observe/health").startsWith("{\"status\":\"UP\""));
        var names = new ObjectMapper().readTree(http.get("/observe/health")).findValuesAsText("name");
        assertThat(names)
                .contains(
                        "consumer:capture",
                        "warehouse-clickhouse",
                        "warehouse-postgres",
                        "source",
                        "kafka",
                        "held-tables",
                        "dead-letter-topic")
                .hasSizeLessThan(16)
                .doesNotContain("apply-orders-clickhouse", "route:apply-postgres");
        assertThat(http.send(HttpRequest.newBuilder(http.uri("/observe/health"))
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void noLabelHasManyValues() {
        assertThat(http.get("/observe/metrics").lines().filter(line -> line.startsWith("hindsight_")))
                .hasSizeLessThan(300)
                .allMatch(line -> !line.contains("PENDING") && !line.contains("SHIPPED"));
    }

    @Test
    void anyClientMayAskAndNoKafkaClientIsASeriesOfEveryFigure() {
        for (var accepted : List.of("text/plain", "*/*", "application/openmetrics-text; version=1.0.0", "text/html")) {
            for (var method : List.of("GET", "HEAD")) {
                var answer = http.send(HttpRequest.newBuilder(http.uri("/observe/metrics"))
                        .header("Accept", accepted)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build());
                assertThat(answer.statusCode()).as(method + " " + accepted).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith(accepted.startsWith("application") ? "application/openmetrics-text" : "text/plain");
                assertThat(answer.body().isEmpty()).isEqualTo(method.equals("HEAD"));
            }
        }
        assertThat(http.get("/observe/metrics").lines().filter(line -> line.startsWith("kafka_")))
                .isNotEmpty()
                .hasSizeLessThan(100);
    }

    @Test
    void theDashboardAndTheAlertsAskForMetricsThatThereAre() throws Exception {
        var scrape = scrape();
        assertThat(Monitoring.expressions()).hasSizeGreaterThan(30).allSatisfy(expression -> PromQl.metrics(expression)
                .forEach((metric, labels) -> {
                    labels.removeIf(PromQl::isOfEveryTarget);
                    assertThat(PromQl.isOfEveryTarget(metric)
                                    || scrape.samples(metric)
                                            .anyMatch(sample ->
                                                    sample.labels().keySet().containsAll(labels)))
                            .as("there is %s with the labels %s", metric, labels)
                            .isTrue();
                }));
    }

    @Test
    void statusIsOneScreen() throws Exception {
        awaitSample("hindsight_apply_lag_changes", Map.of(), 0);
        for (var warehouse : List.of("clickhouse", "postgres")) {
            awaitSample("hindsight_expect_failing_rows", Map.of("warehouse", warehouse), 0);
        }
        awaitUp();
        try (var status = Program.start(directory.resolve("status"), settings, "status")) {
            assertThat(status.exitCode()).as(status.output()).isZero();
            assertThat(status.output())
                    .startsWith("Hindsight at " + http.uri("") + " is UP")
                    .contains("capture   connected", "snapshot  complete, " + ROWS + " rows")
                    .containsPattern("orders +clickhouse +514 +0 +0.0 s +0 +0\\n")
                    .containsPattern("orders_now +postgres +514 +0 +0.0 s +0 +0\\n")
                    .containsPattern("known_status +postgres +0 +20\\d\\d-.*Z")
                    .doesNotContain("DOWN", "?");
            assertThat(status.output().lines()).hasSizeLessThan(24).allMatch(line -> line.length() <= 80);
        }
    }

    @Test
    void statusOfAnotherPipelineSaysWhoseItIs() throws Exception {
        awaitUp();
        var others = new java.util.TreeMap<>(settings);
        others.put("hindsight.name", "another");
        try (var status = Program.start(directory.resolve("another"), others, "status")) {
            assertThat(status.exitCode()).as(status.output()).isEqualTo(1);
            assertThat(status.output())
                    .contains("is pipeline " + settings.get("hindsight.name") + ", not another", "hindsight.http.port");
        }
    }

    @Test
    void statusIsJsonForPrograms() throws Exception {
        awaitUp();
        try (var status = Program.start(directory.resolve("json"), settings, "status", "--json")) {
            assertThat(status.exitCode()).as(status.output()).isZero();
            var json = new ObjectMapper().readTree(status.output());
            assertThat(json.path("status").asText()).isEqualTo("UP");
            assertThat(json.path("capture").path("connected").asBoolean()).isTrue();
            assertThat(json.path("tables")).hasSize(4);
            assertThat(json.path("expectations").findValuesAsText("warehouse"))
                    .containsExactly("clickhouse", "postgres");
            assertThat(json.path("tables").get(0).path("table").asText()).isEqualTo(name + ".orders");
            assertThat(json.path("tables").get(0).path("changes").asInt()).isEqualTo(ROWS + 14);
        }
    }

    @Test
    void statusSaysThatNobodyAnswers() throws Exception {
        var nobody = Http.onFreePort().uri("").toString();
        try (var status = Program.start(directory.resolve("nobody"), settings, "status", "--address", nobody)) {
            assertThat(status.exitCode()).isEqualTo(1);
            assertThat(status.output())
                    .startsWith("nothing answers at " + nobody)
                    .contains("hindsight run");
        }
    }

    private void awaitUp() {
        await().untilAsserted(() -> assertThat(http.get("/observe/health")).startsWith("{\"status\":\"UP\""));
    }
}
