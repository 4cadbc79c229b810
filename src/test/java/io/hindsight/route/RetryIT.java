package io.hindsight.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A batch that fails is tried again from its start: what it had staged may be gone with the warehouse's crash. */
class RetryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name = Unique.name("retry");

    @Test
    void whatWasStagedIsStagedAgain() throws SQLException {
        TestServers.mySql().execute("CREATE DATABASE " + name, "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        var orders = TestTopic.create(TestServers.kafka(), name + "." + name + ".orders", 1);
        try (var pipeline = Pipeline.startWithoutCapture(settings);
                var lock = TestServers.postgres().connect(name)) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            orders.send(List.of(change(1), change(2)));
            await("rows staged, and the statement that applies them waiting")
                    .atMost(PATIENCE)
                    .until(() -> postgres("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name
                                    + "' AND wait_event = 'relation'")
                            .equals("1"));
            assertThat(postgres("SELECT count(*) FROM orders_stage")).isEqualTo("2");
            // an unlogged table is empty after a crash
            Rows.execute(TestServers.postgres(), name, "TRUNCATE orders_stage");
            assertThat(postgres("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '" + name
                            + "' AND wait_event = 'relation'"))
                    .isEqualTo("1");
            lock.rollback();
            orders.awaitApplied(name + ".apply-orders-postgres");
            assertThat(pipeline.problems()).isEmpty();
        }
        assertThat(postgres("SELECT string_agg(id::text, ',' ORDER BY id) FROM orders"))
                .isEqualTo("1,2");
        assertThat(postgres("SELECT count(*) FROM orders_stage"))
                .as("nothing is left behind")
                .isEqualTo("0");
    }

    private String postgres(String query) {
        return Rows.of(TestServers.postgres(), name, query).get(0);
    }

    private DebeziumChange change(int id) {
        return new DebeziumChange(
                name,
                "orders",
                'c',
                id,
                0,
                Instant.parse("2026-01-01T00:00:00Z"),
                Map.of("id", id),
                null,
                Map.of("id", id));
    }
}
