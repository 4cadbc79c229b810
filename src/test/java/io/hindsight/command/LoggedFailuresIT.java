package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to every source now and then is a line in the program's log, and no stack trace. */
class LoggedFailuresIT {

    private static final int ROWS = 300_000;

    private final String name = Unique.name("logged");

    @Test
    void killedConnectionsAndAServerThatIsAwayAreALineEach(@TempDir Path directory) throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".items (id INT PRIMARY KEY)",
                        "SET SESSION cte_max_recursion_depth = " + ROWS,
                        "INSERT INTO " + name + ".items WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1"
                                + " FROM n WHERE id < " + ROWS + ") SELECT id FROM n");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.http.port", String.valueOf(Http.onFreePort().port()));
        var portFile = directory.resolve("port");
        var proxy = TcpProxy.start(TestServers.mySql().port(), portFile);
        settings.put("hindsight.source.port", String.valueOf(proxy.port()));
        try (var program = Program.start(directory, settings, "run")) {
            awaitTimes(program, "snapshot begins", 1);
            killConnections();
            awaitTimes(program, "capture stopped", 1);
            awaitTimes(program, "snapshot complete", 1);
            awaitTimes(program, "capture running", 2);
            killConnections();
            awaitTimes(program, "capture stopped", 2);
            awaitTimes(program, "capture running", 3);
            proxy.close();
            awaitTimes(program, "capture stopped", 3);
            proxy = TcpProxy.start(TestServers.mySql().port(), portFile);
            awaitTimes(program, "capture running", 4);
            assertThat(program.output().lines().filter(line -> line.matches("\\s+at .*|Caused by.*|.* ERROR .*")))
                    .as(program.output())
                    .isEmpty();
            assertThat(program.output().lines().filter(line -> line.contains("capture stopped")))
                    .as("each reason once")
                    .doesNotHaveDuplicates()
                    .hasSizeLessThan(8);
        } finally {
            proxy.close();
        }
    }

    private static void awaitTimes(Program program, String words, int times) {
        await(words).untilAsserted(() -> assertThat(program.output().lines().filter(line -> line.contains(words)))
                .as(program.output())
                .hasSizeGreaterThanOrEqualTo(times));
    }

    private static void killConnections() throws SQLException {
        try (var connection = TestServers.mySql().connect("");
                var statement = connection.createStatement();
                var kill = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM information_schema.processlist WHERE id <>"
                        + " connection_id() AND user NOT IN ('event_scheduler', 'system user')")) {
            while (rows.next()) {
                try {
                    kill.execute("KILL " + rows.getLong(1));
                } catch (SQLException gone) {
                    // it ended by itself
                }
            }
        }
    }
}
