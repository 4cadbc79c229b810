package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The jar on each JDK that this machine has beside the one that runs the tests. Times in particular: Debezium has a guard
 * against compilers of JDK 23 and later that lose the date of one, but not for microseconds.
 */
class OtherJdksIT {

    private static final List<String> WAREHOUSES = List.of("clickhouse", "postgres");
    private static final int ROWS = 20_000;
    private static final String AS_WRITTEN =
            "SELECT count(*) FROM times WHERE CAST(due AS VARCHAR) = written AND CAST(done AS VARCHAR) = written";

    @TempDir
    private Path directory;

    static Stream<Path> jdks() throws IOException {
        var own = Path.of(System.getProperty("java.home")).toRealPath();
        try (var found = Files.list(own.getParent())) {
            return found
                    .filter(jdk -> !Files.isSymbolicLink(jdk) && Files.isExecutable(jdk.resolve("bin/java")))
                    .filter(jdk -> !jdk.equals(own))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("jdks")
    void timesArriveAsTheyAre(Path jdk) throws Exception {
        var name = Unique.name("jdk");
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name
                                + ".times (id INT PRIMARY KEY, due DATETIME(6), done DATETIME(6) NOT NULL,"
                                + " seen TIMESTAMP(6) NULL, day DATE, hour TIME(6), written VARCHAR(26))",
                        "INSERT INTO " + name
                                + ".times WITH RECURSIVE numbers (id) AS (SELECT 1 UNION ALL SELECT id + 1"
                                + " FROM numbers WHERE id < " + ROWS
                                + ") SELECT /*+ SET_VAR(cte_max_recursion_depth = 1M)"
                                + " */ id, moment, moment, moment, moment, moment, moment FROM (SELECT id,"
                                + " TIMESTAMP('2020-01-01 00:00:00.123456') + INTERVAL id MINUTE AS moment FROM numbers) m");
        TestServers.clickHouse().execute("CREATE DATABASE " + name);
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, WAREHOUSES);
        settings.put("hindsight.table.times.source", name + ".times");
        settings.put("hindsight.http.port", String.valueOf(Http.onFreePort().port()));
        try (var program = Program.startOn(jdk, directory, settings, "run")) {
            awaitAsWritten(name, ROWS, program);
            TestServers.mySql()
                    .execute("UPDATE " + name
                            + ".times SET due = due + INTERVAL 1 DAY, done = due, seen = due, day = due,"
                            + " hour = due, written = due");
            awaitAsWritten(name, 2 * ROWS, program);
            program.terminate();
            assertThat(program.exitCode()).as(program.output()).isZero();
            assertThat(program.output()).doesNotContain(" WARN ", "ERROR", "Exception", "restricted method");
        }
    }

    private static void awaitAsWritten(String database, int rows, Program program) {
        for (var warehouse : WAREHOUSES) {
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(Rows.of(Pipeline.server(warehouse), database, AS_WRITTEN))
                            .as(program.output())
                            .containsExactly(String.valueOf(rows)));
        }
    }
}
