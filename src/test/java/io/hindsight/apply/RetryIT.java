package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.LetterCommands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that fails is tried again from its start: what it had staged may be gone with the warehouse's crash. */
class RetryIT {

    private final String name = Unique.name("retry");

    @TempDir
    private Path directory;

    private final Map<String, String> settings = Pipeline.settings(name, List.of("postgres"));
    private TestTopic orders;

    @BeforeEach
    void declareTable() {
        TestServers.mySql().execute("CREATE DATABASE " + name, "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings.put("hindsight.table.orders.source", name + ".orders");
        // a lock is waited for until the test ends that
        settings.compute("hindsight.warehouse.postgres.url", (key, url) -> url + "&options=-c%20timezone=UTC");
        orders = TestTopic.create(TestServers.kafka(), name + "." + name + ".orders", 1);
        TestTopic.create(TestServers.kafka(), name + ".dead-letters", 1);
    }

    @Test
    void whatWasStagedIsStagedAgain() throws SQLException {
        try (var pipeline = Pipeline.startWithoutCapture(settings);
                var lock = TestServers.postgres().connect(name)) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
            orders.send(List.of(change(1), change(2)));
            await("rows staged, and the statement that applies them waiting")
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
            orders.awaitApplied(name + ".apply-postgres");
            assertThat(pipeline.problems()).isEmpty();
        }
        assertThat(applied()).isEqualTo("1,2");
        assertThat(postgres("SELECT count(*) FROM orders_stage"))
                .as("nothing is left behind")
                .isEqualTo("0");
    }

    @Test
    void aWarehouseThatGoesAwayAfterARefusalRefusesNothingMore() throws Exception {
        Pipeline.startWithoutCapture(settings).close();
        Rows.execute(
                TestServers.postgres(),
                name,
                "CREATE SEQUENCE tries",
                """
                CREATE FUNCTION refuse_or_go_away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF EXISTS (SELECT FROM added WHERE id = 1) THEN RAISE 'no' USING ERRCODE = 'check_violation'; END IF;
                  IF nextval('tries') = 1 THEN RAISE 'away' USING ERRCODE = 'admin_shutdown'; END IF;
                  RETURN NULL;
                END $$""",
                "CREATE TRIGGER refuse_or_go_away AFTER INSERT ON orders_stage REFERENCING NEW TABLE AS added"
                        + " FOR EACH STATEMENT EXECUTE FUNCTION refuse_or_go_away()");
        orders.send(List.of(change(1), change(2)));
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.awaitApplied(name + ".apply-postgres");
        }
        assertThat(applied()).isEqualTo("2");
        assertThat(new LetterCommands(directory, settings).waiting()).isEqualTo(1);
    }

    private String applied() {
        return postgres("SELECT string_agg(id::text, ',' ORDER BY id) FROM orders");
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
