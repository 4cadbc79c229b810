package io.hindsight.kills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.PostgresServer;
import io.hindsight.testing.Rows;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever is killed with -9 while changes flow: the history has every change once, in its order, without a gap. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int KILLS_OF_THE_PROGRAM = 3;

    private final String name = Unique.name("kills");
    private final Path directory = Path.of("target", "kills", name);
    private KafkaServer kafka;
    private Map<String, JdbcServer> warehouses;
    private PipelineProcess pipeline;

    @BeforeAll
    void start() {
        AuditedChanges.create(name);
        kafka = KafkaServer.start(directory.resolve("kafka"));
        warehouses = Map.of(
                "clickhouse", ClickHouseServer.start(directory.resolve("clickhouse")),
                "postgres", PostgresServer.start(directory.resolve("postgres")));
        var settings = Pipeline.settings(name, List.of("clickhouse", "postgres"));
        settings.put("hindsight.kafka.brokers", kafka.bootstrapServers());
        warehouses.forEach((warehouse, server) -> {
            server.execute("CREATE DATABASE " + name);
            settings.put("hindsight.warehouse." + warehouse + ".url", server.jdbcUrl(name));
            settings.put("hindsight.warehouse." + warehouse + ".batch-size", "200");
            settings.put("hindsight.warehouse." + warehouse + ".batch-wait", "50ms");
        });
        settings.put("hindsight.table.accounts.source", name + ".accounts");
        pipeline = PipelineProcess.start(directory.resolve("pipeline"), settings);
    }

    @AfterAll
    void stop() {
        pipeline.close();
        warehouses.values().forEach(JdbcServer::close);
        kafka.close();
    }

    @Test
    void theProgramInTheMiddleOfBatches() throws SQLException {
        try (var changes = AuditedChanges.begin(name)) {
            for (var kill = 0; kill < KILLS_OF_THE_PROGRAM; kill++) {
                awaitProgress();
                pipeline.kill();
                pipeline.startAgain();
            }
            awaitProgress();
        }
        awaitWholeHistory();
    }

    @Test
    void kafka() throws SQLException {
        try (var changes = AuditedChanges.begin(name)) {
            awaitProgress();
            kafka.kill();
            kafka.restart();
            awaitProgress();
        }
        awaitWholeHistory();
    }

    @Test
    void bothWarehouses() throws SQLException {
        try (var changes = AuditedChanges.begin(name)) {
            awaitProgress();
            warehouses.values().forEach(JdbcServer::kill);
            warehouses.values().forEach(JdbcServer::restart);
            awaitProgress();
        }
        awaitWholeHistory();
    }

    /** Waits until some batches more have arrived in each warehouse. */
    private void awaitProgress() {
        var before = warehouses.keySet().stream().collect(java.util.stream.Collectors.toMap(each -> each, this::count));
        for (var warehouse : warehouses.keySet()) {
            await("changes in " + warehouse)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> count(warehouse) > before.get(warehouse) + 50);
        }
    }

    private int count(String warehouse) {
        try {
            return Integer.parseInt(history(warehouse, "count(*)", "").get(0));
        } catch (IllegalStateException notYetThere) {
            return 0;
        }
    }

    private void awaitWholeHistory() {
        var written = AuditedChanges.written(name);
        for (var warehouse : warehouses.keySet()) {
            await("all changes in " + warehouse)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(count(warehouse)).isEqualTo(written.size()));
            assertThat(history(warehouse, "id, op_type, balance, note", "ORDER BY id, change_seq")).isEqualTo(written);
            assertThat(history(warehouse, "count(*)", BROKEN)).containsExactly("0");
        }
    }

    /** A version must end where the next one of its key begins; a delete, and nothing else, is followed by a gap. */
    private static final String BROKEN = """
            AS version
            LEFT JOIN (
              SELECT id, change_seq, effective_start_ts,
                row_number() OVER (PARTITION BY id ORDER BY change_seq) AS place
              FROM accounts
            ) AS here ON here.id = version.id AND here.change_seq = version.change_seq
            LEFT JOIN (
              SELECT id, effective_start_ts, row_number() OVER (PARTITION BY id ORDER BY change_seq) AS place,
                1 AS is_there
              FROM accounts
            ) AS next ON next.id = version.id AND next.place = here.place + 1
            WHERE NOT CASE
              WHEN op_type = 'd' THEN effective_end_ts = version.effective_start_ts AND NOT is_current
              WHEN is_there = 1 THEN effective_end_ts = next.effective_start_ts AND NOT is_current
              ELSE effective_end_ts IS NULL AND is_current
            END""";

    private List<String> history(String warehouse, String columns, String rest) {
        return Rows.of(warehouses.get(warehouse), name, "SELECT " + columns + " FROM accounts " + rest);
    }
}
