package io.hindsight.kills;

import static io.hindsight.testing.Await.await;

import io.hindsight.testing.ClickHouseServer;
import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.PostgresServer;
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

    private static final int KILLS_OF_THE_PROGRAM = 3;

    private final String name = Unique.name("kills");
    private final Path directory = Path.of("target", "kills", name);
    private KafkaServer kafka;
    private Map<String, JdbcServer> warehouses;
    private PipelineProcess pipeline;

    @BeforeAll
    void start() {
        AuditedAccounts.create(name);
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
        // what is written before the snapshot is done is in it, and no change of its own
        warehouses.keySet().forEach(warehouse -> await("the snapshot in " + warehouse)
                .until(() -> count(warehouse) == 1));
    }

    @AfterAll
    void stop() {
        pipeline.close();
        warehouses.values().forEach(JdbcServer::close);
        kafka.close();
    }

    @Test
    void theProgramInTheMiddleOfBatches() throws SQLException {
        try (var changes = AuditedAccounts.begin(name)) {
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
        try (var changes = AuditedAccounts.begin(name)) {
            awaitProgress();
            kafka.kill();
            kafka.restart();
            awaitProgress();
        }
        awaitWholeHistory();
    }

    @Test
    void bothWarehouses() throws SQLException {
        try (var changes = AuditedAccounts.begin(name)) {
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
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptions()
                    .until(() -> count(warehouse) > before.get(warehouse) + 50);
        }
    }

    private long count(String warehouse) {
        return history(warehouse).count();
    }

    private void awaitWholeHistory() throws SQLException {
        for (var warehouse : warehouses.keySet()) {
            history(warehouse).awaitWhole();
        }
    }

    private AuditedHistory history(String warehouse) {
        return new AuditedHistory(warehouse, warehouses.get(warehouse), name);
    }
}
