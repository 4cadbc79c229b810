package io.hindsight.access;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.SourceDatabase;
import io.hindsight.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A PostgreSQL is captured, checked and looked at with what {@code access/postgresql-source.sql} grants, and nothing else. */
class PostgresRightsIT {

    private static final String PASSWORD = "only-reads";

    @Test
    void theGrantsAreEnoughAndNotMore() throws Exception {
        try (var source = SourceDatabase.create("reader")) {
            var role = source.name() + "_role";
            source.execute(
                    "CREATE TABLE orders (id int PRIMARY KEY, status text, due date)",
                    "INSERT INTO orders VALUES (1, 'new'), (2, 'new'), (3, 'new'), (4, 'new')");
            source.execute(Grants.statements("postgresql-source.sql", Map.of("hindsight", role, "change-me", PASSWORD))
                    .toArray(String[]::new));
            source.publish("orders");
            try {
                assertThatThrownBy(() -> DriverManager.getConnection(
                                        source.server().jdbcUrl(source.name()), role, PASSWORD)
                                .createStatement()
                                .execute("INSERT INTO orders VALUES (3, 'mine')"))
                        .hasMessageContaining("permission denied");
                captures(settings(source, role), source);
            } finally {
                source.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
            }
        }
    }

    private static Map<String, String> settings(SourceDatabase source, String role) {
        TestServers.postgres().execute("CREATE DATABASE " + source.name());
        TestServers.clickHouse().execute("CREATE DATABASE " + source.name());
        var settings = new HashMap<>(source.settings());
        settings.put("hindsight.source.username", role);
        settings.put("hindsight.source.password", PASSWORD);
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        settings.putAll(Pipeline.warehouse("postgres", source.name()));
        settings.putAll(Pipeline.warehouse("clickhouse", source.name()));
        settings.put("hindsight.table.orders.source", "public.orders");
        return settings;
    }

    private static void captures(Map<String, String> settings, SourceDatabase source) throws SQLException {
        assertThat(command(0, settings, "validate")).doesNotContain("WRONG");
        try (var pipeline = Pipeline.start(settings)) {
            await().untilAsserted(() -> assertThat(rows(source)).hasSize(4));
            source.execute("UPDATE orders SET status = 'sent' WHERE id = 1", "DELETE FROM orders WHERE id = 2");
            await().untilAsserted(() -> assertThat(rows(source)).containsExactly("1|sent", "3|new", "4|new"));
            assertThat(command(0, settings, "check")).contains("they agree");
            assertThat(command(0, settings, "forget", "orders", "2")).contains("postgres: orders: rows removed");
            warehouse(source, "DELETE FROM orders WHERE id = 1", "UPDATE orders SET status = 'odd' WHERE id = 3");
            warehouse(source, "UPDATE orders SET id = 5 WHERE id = 4");
            assertThat(command(1, settings, "check", "--repair")).contains("2 missing", "1 different", "1 extra");
            await().untilAsserted(() -> assertThat(rows(source)).containsExactly("1|sent", "3|new", "4|new"));
            command(0, settings, "check");
            assertThat(command(0, settings, "snapshot", "orders")).contains("0 rows that are gone");
            await().untilAsserted(() -> assertThat(Rows.of(
                            TestServers.postgres(),
                            source.name(),
                            "SELECT id, status FROM orders WHERE op_type = 'r' AND id = 1"))
                    .hasSize(2));
            assertThat(rows(source)).containsExactly("1|sent", "3|new", "4|new");
            assertThat(pipeline.problems()).isEmpty();
            deadLetters(settings, source);
        }
    }

    /** A value that ClickHouse doesn't keep. */
    private static void deadLetters(Map<String, String> settings, SourceDatabase source) {
        source.execute("INSERT INTO orders VALUES (6, 'new', 'infinity')");
        await().untilAsserted(() ->
                assertThat(command(0, settings, "dead-letters", "list")).contains("1 dead letter"));
        assertThat(command(0, settings, "dead-letters", "replay")).contains("1 dead letter sent back");
        await().untilAsserted(() ->
                assertThat(command(0, settings, "dead-letters", "list")).contains("(replayed: 1)"));
    }

    private static void warehouse(SourceDatabase source, String... statements) throws SQLException {
        try (var connection = TestServers.postgres().connect(source.name());
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String command(int exitCode, Map<String, String> settings, String... arguments) {
        var result = Commands.run(settings, arguments);
        assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
        return result.output();
    }

    private static List<String> rows(SourceDatabase source) {
        return Rows.of(TestServers.postgres(), source.name(), "SELECT id, status FROM orders_current ORDER BY id");
    }
}
