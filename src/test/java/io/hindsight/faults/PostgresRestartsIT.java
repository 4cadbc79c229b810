package io.hindsight.faults;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.oracle.Oracle;
import io.hindsight.oracle.PostgresAudit;
import io.hindsight.settings.SourceKind;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A PostgreSQL changed at random by connections side by side, while the program is killed, ended and frozen: what the
 * source's triggers wrote down is what both warehouses have. {@code ./hindsight faults --source postgresql --restarts}
 * takes longer.
 */
class PostgresRestartsIT {

    private static final AuditedTable TABLE = new AuditedTable("accounts", "accounts", "id", "balance", "note", "", 1);
    private static final List<AuditedTable> TABLES = List.of(
            TABLE,
            new AuditedTable("Odd one", "odd", "id", "n", "t", "", 1),
            new AuditedTable("documents", "documents", "id", "pages", "body", "", 1_000));
    private static final long SEED = 7;

    private SourceDatabase source;

    @BeforeEach
    void makeTables() {
        source = SourceDatabase.create("pgrestarts");
        for (var table : TABLES) {
            Rows.execute(source.server(), source.name(), PostgresAudit.statements(table));
        }
        source.publish("accounts, \"Odd one\", documents");
        warehouses().values().forEach(server -> server.execute("CREATE DATABASE " + source.name()));
    }

    @AfterEach
    void dropDatabase() {
        source.close();
    }

    private static Map<String, io.hindsight.testing.JdbcServer> warehouses() {
        return Map.of("clickhouse", TestServers.clickHouse(), "postgres", TestServers.postgres());
    }

    @Test
    void nothingIsLostDoubledOrMisplaced() throws Exception {
        var directory = Path.of("target", "restarts", source.name());
        var oracle = new Oracle(source.server(), warehouses(), source.name());
        var random = new Random(SEED);
        try (var program = PipelineProcess.start(directory, settings())) {
            awaitKept(oracle, 1);
            try (var workload = Workload.begin(
                    SourceKind.POSTGRESQL, source.server(), source.name(), TABLES, Workload.PAUSE_MILLIS, SEED)) {
                for (var way : List.of("killed", "ended", "frozen")) {
                    var more = oracle.kept(TABLE, "postgres") + 20 + random.nextInt(100);
                    awaitKept(oracle, more);
                    switch (way) {
                        case "killed" -> program.kill();
                        case "ended" -> program.stop();
                        default -> {
                            program.freeze();
                            awaitWritten(oracle, oracle.written(TABLE) + 100);
                            program.kill();
                        }
                    }
                    var settings = settings();
                    if (way.equals("ended")) {
                        settings.put(
                                Pipeline.CAPTURE_ROUTE,
                                "file:" + CaptureWithoutHeartbeats.in(directory.toAbsolutePath()));
                    }
                    program.startAgain(settings);
                }
            }
            for (var table : TABLES) {
                for (var warehouse : warehouses().keySet()) {
                    await("all changes of " + table.name() + " in " + warehouse)
                            .until(() -> oracle.kept(table, warehouse) >= oracle.written(table));
                    var compared = oracle.compare(table, warehouse, List.of(table.declared() + "_current"));
                    assertThat(compared.holds())
                            .as("%s%n%s", compared, compared.words())
                            .isTrue();
                }
            }
        }
    }

    private static void awaitKept(Oracle oracle, long changes) {
        await("changes in the warehouse")
                .untilAsserted(() -> assertThat(oracle.kept(TABLE, "postgres")).isGreaterThanOrEqualTo(changes));
    }

    private static void awaitWritten(Oracle oracle, long changes) {
        await("changes in the source")
                .untilAsserted(() -> assertThat(oracle.written(TABLE)).isGreaterThanOrEqualTo(changes));
    }

    private Map<String, String> settings() {
        var settings = new TreeMap<>(source.settings());
        warehouses().keySet().forEach(warehouse -> settings.putAll(Pipeline.warehouse(warehouse, source.name())));
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        TABLES.forEach(
                table -> settings.put("hindsight.table." + table.declared() + ".source", "public." + table.name()));
        return settings;
    }
}
