package io.hindsight.cases;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The worked examples of other systems end in the rows that those systems expect, from a real PostgreSQL. */
class PostgresSourceCasesIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");

    private static final int LAST = 40;

    private SourceDatabase source;

    @BeforeEach
    void createDatabases() {
        source = SourceDatabase.create("pgcases");
        var tables =
                Case.all().stream().map(PostgresSourceCasesIT::table).distinct().toList();
        tables.forEach(table -> source.execute("CREATE TABLE " + table + " (" + CaseColumns.DEFINITIONS + ")"));
        source.publish(String.join(", ", tables));
        WAREHOUSES.forEach(warehouse -> Pipeline.server(warehouse).execute("CREATE DATABASE " + source.name()));
    }

    @AfterEach
    void dropDatabase() {
        source.close();
    }

    /** Half of them while the program is away: killed with -9, and started again, to send them in Avro. */
    @TestFactory
    Stream<DynamicTest> everyCaseFromARealSource() throws Exception {
        try (var connection = source.connect();
                var program = PipelineProcess.start(Path.of("target", "cases", source.name()), settings())) {
            await("the snapshot").until(() -> program.isAlive() && hasSlot());
            var transactions = new CaseTransactions(connection);
            var half = Case.all().size() / 2;
            for (var one : Case.all().subList(0, half)) {
                transactions.run(one, table(one));
            }
            program.kill();
            for (var one : Case.all().subList(half, Case.all().size())) {
                transactions.run(one, table(one));
            }
            program.startAgain(inAvro());
            Case.all().stream().map(PostgresSourceCasesIT::table).distinct().forEach(this::insertLast);
            WAREHOUSES.forEach(this::awaitApplied);
            return WAREHOUSES.stream()
                    .flatMap(warehouse -> Case.all().stream().map(one -> test(one, warehouse, transactions)))
                    .toList()
                    .stream();
        }
    }

    private DynamicTest test(Case one, String warehouse, CaseTransactions transactions) {
        var table = table(one) + (one.isLatestOnly() ? "_latest" : "");
        var kept = KeptCases.read(warehouse, source.name(), table, one.isLatestOnly());
        var rows = kept.getOrDefault(one.id(), List.of()).stream()
                .map(row -> one.isLatestOnly() ? row : transactions.inItsMoments(row))
                .toList();
        return dynamicTest(one.id() + " " + one.what() + ", in " + warehouse, () -> assertThat(CasesIT.seen(one, rows))
                .containsExactlyInAnyOrderElementsOf(CasesIT.expected(one)));
    }

    /** Some in each partition of the topic. */
    private void insertLast(String table) {
        source.execute("INSERT INTO " + table + " (case_id, k1, k2) SELECT 'last', i, '' FROM generate_series(1, "
                + LAST + ") i");
    }

    private void awaitApplied(String warehouse) {
        await("all changes in " + warehouse).untilAsserted(() -> {
            for (var declared : declarations()) {
                assertThat(Rows.of(
                                Pipeline.server(warehouse),
                                source.name(),
                                "SELECT count(*) FROM " + declared + " WHERE case_id = 'last'"))
                        .as(declared)
                        .containsExactly(String.valueOf(LAST));
            }
        });
    }

    private List<String> declarations() {
        return settings().keySet().stream()
                .filter(key -> key.matches("hindsight.table.\\w+.source"))
                .map(key -> key.split("\\.")[2])
                .toList();
    }

    private boolean hasSlot() {
        return Rows.of(
                        source.server(),
                        source.name(),
                        "SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = '" + source.name()
                                + "' AND confirmed_flush_lsn IS NOT NULL")
                .equals(List.of("1"));
    }

    private Map<String, String> inAvro() {
        var settings = new TreeMap<>(settings());
        settings.put("hindsight.kafka.format", "avro");
        settings.put("hindsight.kafka.registry.url", TestServers.registry().url());
        return settings;
    }

    private Map<String, String> settings() {
        var settings = source.settings();
        WAREHOUSES.forEach(warehouse -> settings.putAll(Pipeline.warehouse(warehouse, source.name())));
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        for (var one : Case.all()) {
            var prefix = "hindsight.table." + table(one) + (one.isLatestOnly() ? "_latest." : ".");
            settings.put(prefix + "source", "public." + table(one));
            if (one.isLatestOnly()) {
                settings.put(prefix + "keep", "current");
            } else {
                settings.put(prefix + "tracked", CaseColumns.TRACKED);
            }
        }
        return settings;
    }

    private static String table(Case one) {
        return one.needsItsOwnTable() ? one.id().toLowerCase(Locale.ROOT).replace('-', '_') : CaseDeliveries.TABLE;
    }
}
