package io.hindsight.capture;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A changed key is two changes, which an engine may bring in two batches; both come, also where it ends between them. */
class ChangedKeyIT {

    /** Of changes, as many as the engine gives at once. */
    private static final int BATCH = 2048;

    /** The engine may begin its batches one change earlier or later: half of them end between the two. */
    private static final int ROUNDS = 3;

    private static final String WAREHOUSE = "postgres";

    private final String name = Unique.name("key");

    @TempDir
    private Path directory;

    /** It ends for a table of which it knows nothing yet: the next engine begins behind what has been sent. */
    @Test
    void enginesEndBetweenDeleteAndCreate() throws SQLException {
        TestServers.mySql()
                .execute("CREATE DATABASE " + name, "CREATE TABLE " + name + ".items (id SMALLINT PRIMARY KEY)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of(WAREHOUSE));
        settings.put("hindsight.tables.all.source", name + ".*");
        try (var kafka = KafkaServer.start(directory)) {
            settings.put("hindsight.kafka.brokers", kafka.bootstrapServers());
            try (var pipeline = Pipeline.start(settings)) {
                awaitRows("items", 0);
                for (var round = 0; round < ROUNDS; round++) {
                    kafka.freeze();
                    try {
                        change(round);
                    } finally {
                        kafka.thaw();
                    }
                    awaitRows("later_" + round, 1);
                    awaitRows("items WHERE op_type <> 'd' AND effective_end_ts IS NULL AND id = " + former(round), 0);
                    awaitRows("items WHERE op_type <> 'd' AND effective_end_ts IS NULL AND id = " + changed(round), 1);
                }
                assertThat(pipeline.problems()).isEmpty();
            }
        }
    }

    /** A batch and one change more, the last two of which are of one row; and a change of a new table behind them. */
    private void change(int round) {
        // waits for Kafka as a batch of its own; or in the large one, where a heartbeat waits already
        TestServers.mySql().execute("INSERT INTO " + name + ".items VALUES (" + (-100 - round) + ")");
        Rows.of(TestServers.mySql(), "", "SELECT SLEEP(2)");
        TestServers.mySql()
                .execute(
                        "INSERT INTO " + name + ".items VALUES "
                                + IntStream.range(0, BATCH - 1 - round % 2)
                                        .mapToObj(id -> "(" + (former(round) + id) + ")")
                                        .collect(Collectors.joining(", ")),
                        "UPDATE " + name + ".items SET id = " + changed(round) + " WHERE id = " + former(round),
                        "CREATE TABLE " + name + ".later_" + round + " (id INT PRIMARY KEY)",
                        "INSERT INTO " + name + ".later_" + round + " VALUES (1)");
        Rows.of(TestServers.mySql(), "", "SELECT SLEEP(2)");
    }

    private static int former(int round) {
        return round * BATCH;
    }

    private static int changed(int round) {
        return -1 - round;
    }

    private void awaitRows(String condition, int rows) {
        await(condition).ignoreExceptions().untilAsserted(() -> assertThat(
                        Rows.of(TestServers.postgres(), name, "SELECT count(*) FROM " + condition))
                .containsExactly(String.valueOf(rows)));
    }
}
