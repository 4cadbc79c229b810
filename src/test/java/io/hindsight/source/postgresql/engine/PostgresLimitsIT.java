package io.hindsight.source.postgresql.engine;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A database with thousands of tables, of which one is declared, of hundreds of columns, with a large row. */
class PostgresLimitsIT {

    private static final int TABLES = 2_000;
    private static final int COLUMNS = 400;

    @Test
    void aWideTableAmongThousandsIsKept() throws Exception {
        try (var source = SourceDatabase.create("pglimits")) {
            source.execute(
                    "DO $$ BEGIN FOR i IN 1.." + TABLES
                            + " LOOP EXECUTE format('CREATE TABLE other_%s (id INT PRIMARY KEY)', i); END LOOP; END $$",
                    "CREATE TABLE wide (id INT PRIMARY KEY, text TEXT, "
                            + IntStream.range(0, COLUMNS)
                                    .mapToObj(i -> "c" + i + " INT")
                                    .collect(Collectors.joining(", "))
                            + ")",
                    "INSERT INTO wide (id, c0) VALUES (1, 1)");
            source.publish("wide");
            var settings = source.settings();
            TestServers.postgres().execute("CREATE DATABASE " + source.name());
            settings.putAll(Pipeline.warehouse("postgres", source.name()));
            settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
            settings.put("hindsight.table.wide.source", "public.wide");
            try (var pipeline = Pipeline.start(settings)) {
                await("the snapshot").ignoreExceptions().untilAsserted(() -> assertThat(versions(source))
                        .hasSize(1));
                source.execute(
                        "UPDATE wide SET c" + (COLUMNS - 1) + " = 7, text = repeat('0123456789', 500000) WHERE id = 1",
                        "UPDATE wide SET c0 = 2 WHERE id = 1");
                await("a row of 5 MB").untilAsserted(() -> {
                    assertThat(pipeline.problems()).isEmpty();
                    assertThat(versions(source)).containsExactly("1|null|null", "1|7|5000000", "2|7|5000000");
                });
            }
        }
    }

    private static List<String> versions(SourceDatabase source) {
        return Rows.of(
                TestServers.postgres(),
                source.name(),
                "SELECT c0, c" + (COLUMNS - 1) + ", length(text) FROM wide ORDER BY change_seq");
    }
}
