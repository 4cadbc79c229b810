package io.hindsight.command;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM in the middle of the work: each batch is in the warehouse before Kafka counts it as read, and none is lost. */
class StopIT {

    private static final int ROWS = 150_000;

    private final String name = Unique.name("stop");

    @TempDir
    private Path directory;

    @Test
    void aBatchInHandIsFinishedOrLeftToTheNextStart() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".items (id INT PRIMARY KEY, info VARCHAR(50))",
                        "SET SESSION cte_max_recursion_depth = " + ROWS,
                        "INSERT INTO " + name + ".items WITH RECURSIVE n (i) AS"
                                + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
                                + ") SELECT i, 'x' FROM n");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.items.source", name + ".items");
        settings.put("hindsight.warehouse.postgres.batch-size", "100");
        settings.put("hindsight.http.port", "0");

        try (var program = Program.start(directory, settings, "run")) {
            await().until(() -> applied() > 1_000);
            program.terminate();
            assertThat(program.exitCode()).isZero();
            assertThat(program.output()).contains("stopped").doesNotContain("ended before", "SLF4J", "\tat ");
        }
        assertThat(applied()).as("stopped in the middle").isLessThan(ROWS);
        assertThat(committed()).isBetween(1L, applied());

        try (var program = Program.start(directory, settings, "run")) {
            await().until(() -> applied() >= ROWS && committed() >= ROWS);
            program.terminate();
            assertThat(program.exitCode()).isZero();
        }
        assertThat(applied()).isEqualTo(ROWS);
    }

    private long applied() {
        try {
            return Long.parseLong(Rows.of(TestServers.postgres(), name, "SELECT count(*) FROM items")
                    .get(0));
        } catch (IllegalStateException noTableYet) {
            return 0;
        }
    }

    /** How many messages of the table's topic count as read. */
    private long committed() throws Exception {
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()))) {
            return admin
                    .listConsumerGroupOffsets(name + ".apply-postgres")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .filter(Objects::nonNull)
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }
}
