package io.hindsight.discovery;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.PipelineProcess;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database is followed as a whole: what it has at the start, and each table that comes later, from its first row on. */
class WholeDatabaseIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final int TABLES = 30;

    private final String name = Unique.name("whole");
    private Map<String, String> settings;

    @TempDir
    private Path directory;

    @BeforeEach
    void declare() {
        TestServers.mySql().execute("CREATE DATABASE " + name);
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings = Pipeline.settings(name, WAREHOUSES);
        settings.put("hindsight.tables.all.source", name + ".*");
    }

    private void create(String table) {
        TestServers.mySql().execute("CREATE TABLE " + name + "." + table + " (id INT PRIMARY KEY, note VARCHAR(20))");
    }

    private void change(String table) {
        TestServers.mySql()
                .execute(
                        "INSERT INTO " + name + "." + table + " VALUES (1, 'first')",
                        "UPDATE " + name + "." + table + " SET note = 'second' WHERE id = 1");
    }

    private static List<String> ops(String warehouse, String database, String table) {
        return Rows.of(
                Pipeline.server(warehouse),
                database,
                "SELECT op_type, note FROM " + table + " WHERE id = 1 ORDER BY change_seq");
    }

    private void awaitOps(String table, String... ops) {
        await(table).ignoreExceptions().untilAsserted(() -> assertThat(WAREHOUSES)
                .allSatisfy(warehouse ->
                        assertThat(ops(warehouse, name, table)).as(warehouse).containsExactly(ops)));
    }

    private List<String> kept(String warehouse, String table) {
        return Rows.of(
                Pipeline.server(warehouse),
                name,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = '"
                        + (warehouse.equals("postgres") ? "public" : name) + "' AND table_name LIKE '" + table + "'");
    }

    @Test
    void tablesOfTheStartAndTablesThatComeLater() {
        settings.put("hindsight.tables.all.exclude", "hidden_*");
        settings.put("hindsight.table.t_7.target", "seven");
        var tables = IntStream.range(0, TABLES).mapToObj(each -> "t_" + each).toList();
        tables.forEach(table -> {
            create(table);
            TestServers.mySql().execute("INSERT INTO " + name + "." + table + " VALUES (1, 'read')");
        });
        create("hidden_1");
        try (var pipeline = Pipeline.start(settings)) {
            tables.forEach(table -> awaitOps(table.equals("t_7") ? "seven" : table, "r|read"));

            create("later");
            change("later");
            create("hidden_2");
            change("hidden_2");
            awaitOps("later", "c|first", "u|second");

            create("empty");
            await("a table without rows").untilAsserted(() -> assertThat(WAREHOUSES)
                    .allSatisfy(
                            warehouse -> assertThat(kept(warehouse, "empty")).hasSize(1)));
            change("empty");
            create("later_2");
            change("later_2");
            awaitOps("empty", "c|first", "u|second");
            awaitOps("later_2", "c|first", "u|second");

            assertThat(WAREHOUSES).allSatisfy(warehouse -> assertThat(kept(warehouse, "hidden%"))
                    .isEmpty());
            await("health").untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());

            TestServers.mySql().execute("DROP TABLE " + name + ".empty");
            TestServers.mySql().execute("UPDATE " + name + ".t_3 SET note = 'after' WHERE id = 1");
            awaitOps("t_3", "r|read", "u|after");
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    @Test
    void aKillRightAfterTheCreateLosesNothing() {
        create("t_0");
        change("t_0");
        try (var pipeline = PipelineProcess.start(directory, settings)) {
            var known = new ArrayList<>(List.of("r|second"));
            awaitOps("t_0", known.toArray(String[]::new));
            var later = new ArrayList<String>();
            for (var round = 0; round < 2; round++) {
                // so that capture runs, and not the first snapshot
                TestServers.mySql().execute("UPDATE " + name + ".t_0 SET note = 'round " + round + "' WHERE id = 1");
                known.add("u|round " + round);
                awaitOps("t_0", known.toArray(String[]::new));
                var table = "later_" + round;
                later.add(table);
                create(table);
                if (round % 2 == 0) {
                    pipeline.kill();
                    change(table);
                } else {
                    change(table);
                    pipeline.kill();
                }
                pipeline.startAgain();
            }
            TestServers.mySql().execute("UPDATE " + name + ".later_0 SET note = 'third' WHERE id = 1");
            awaitOps("later_0", "c|first", "u|second", "u|third");
            later.subList(1, later.size()).forEach(table -> awaitOps(table, "c|first", "u|second"));
        }
    }

    @Test
    void aSourceThatIsAwayAtTheStartIsFollowedWhenItComes() {
        var portFile = directory.resolve("port");
        var source = TcpProxy.start(TestServers.mySql().port(), portFile);
        var port = source.port();
        source.close();
        settings.put("hindsight.source.port", String.valueOf(port));
        create("t_0");
        change("t_0");
        try (var pipeline = Pipeline.start(settings)) {
            await("what is away").untilAsserted(() -> assertThat(pipeline.problems())
                    .anyMatch(problem -> problem.startsWith("source: ")));
            try (var back = TcpProxy.start(TestServers.mySql().port(), portFile)) {
                assertThat(back.port()).isEqualTo(port);
                awaitOps("t_0", "r|second");
                create("t_1");
                change("t_1");
                awaitOps("t_1", "c|first", "u|second");
            }
        }
    }

    @Test
    void whatIsExpectedOfTablesAndWhoMayReadThemIsSaidBeforeTheyAreThere() {
        settings.put("hindsight.expect.noted.table", "later");
        settings.put("hindsight.expect.noted.not-null", "note");
        settings.put("hindsight.expect.noted.every", "1s");
        settings.put("hindsight.role.reader.tables", "first, later");
        create("first");
        try (var pipeline = Pipeline.start(settings)) {
            assertThat(Commands.run(settings, "validate").output())
                    .contains("hindsight.expect.noted waits for a table that no pattern has found yet");
            assertThat(Commands.run(settings, "access", "print", "postgres").output())
                    .contains("hindsight.role.reader.tables: no table is called 'later'");
            create("later");
            change("later");
            awaitOps("later", "c|first", "u|second");
            assertThat(Commands.run(settings, "access", "print", "postgres").output())
                    .contains("\"later\"");
            assertThat(pipeline.problems()).isEmpty();
            TestServers.mySql().execute("INSERT INTO " + name + ".later VALUES (2, NULL)");
            await("the row without a note").untilAsserted(() -> assertThat(HealthCheckHelper.invoke(pipeline.context()))
                    .extracting(result -> result.getMessage() + "")
                    .anySatisfy(message -> assertThat(message)
                            .contains("hindsight.expect.noted.not-null of later in clickhouse: failing rows: 1")
                            .contains("hindsight.expect.noted.not-null of later in postgres: failing rows: 1")));
        }
    }
}
