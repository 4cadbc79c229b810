package io.hindsight.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Http;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snapshot's progress, drawn where somebody watches and nowhere else. */
class SnapshotLineIT {

    private static final int ROWS = 100_000;

    @TempDir
    private Path directory;

    @Test
    void isDrawnOnATerminalOnly() throws Exception {
        var onTerminal = run(Program::startOnTerminal);
        assertThat(onTerminal)
                .containsPattern("snapshot \\[[# ]{20}] +\\d+ %  [\\d,]+ of [\\d,]+ rows, [\\d,]+/s")
                .contains("\r\033[K");
        assertThat(run(Program::start)).doesNotContain("snapshot [", "\033");
    }

    /** All that is printed until the snapshot is complete. */
    private String run(Start start) throws InterruptedException {
        var name = Unique.name("snapshot");
        try (var program = start.start(directory.resolve(name), settings(name), "run")) {
            program.awaitOutput("snapshot complete: " + ROWS + " rows");
            assertThat(program.output()).contains("snapshot begins: about ");
            program.terminate();
            program.exitCode();
            return program.output();
        }
    }

    private static Map<String, String> settings(String name) {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, status VARCHAR(20) NOT NULL)",
                        "SET SESSION cte_max_recursion_depth = " + ROWS,
                        "INSERT INTO " + name + ".orders WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1"
                                + " FROM n WHERE id < " + ROWS + ") SELECT id, 'PENDING' FROM n",
                        "ANALYZE TABLE " + name + ".orders");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.http.port", String.valueOf(Http.onFreePort().port()));
        return settings;
    }

    /** How the program is started. */
    private interface Start {
        Program start(Path directory, Map<String, String> settings, String... arguments);
    }
}
