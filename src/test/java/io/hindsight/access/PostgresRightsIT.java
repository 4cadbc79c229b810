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
                    "CREATE TABLE orders (id int PRIMARY KEY, status text)",
                    "INSERT INTO orders VALUES (1, 'new'), (2, 'new')");
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
        var settings = new HashMap<>(source.settings());
        settings.put("hindsight.source.username", role);
        settings.put("hindsight.source.password", PASSWORD);
        settings.put("hindsight.kafka.brokers", TestServers.kafka().bootstrapServers());
        settings.putAll(Pipeline.warehouse("postgres", source.name()));
        settings.put("hindsight.table.orders.source", "public.orders");
        return settings;
    }

    private static void captures(Map<String, String> settings, SourceDatabase source) {
        assertThat(command(settings, "validate")).doesNotContain("WRONG");
        try (var pipeline = Pipeline.start(settings)) {
            await().untilAsserted(() -> assertThat(rows(source)).hasSize(2));
            source.execute("UPDATE orders SET status = 'sent' WHERE id = 1", "DELETE FROM orders WHERE id = 2");
            await().untilAsserted(() -> assertThat(rows(source)).containsExactly("1|sent"));
            assertThat(command(settings, "check")).contains("they agree");
            assertThat(command(settings, "forget", "orders", "2")).contains("postgres: orders: rows removed");
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    private static String command(Map<String, String> settings, String... arguments) {
        var result = Commands.run(settings, arguments);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return result.output();
    }

    private static List<String> rows(SourceDatabase source) {
        return Rows.of(TestServers.postgres(), source.name(), "SELECT id, status FROM orders_current ORDER BY id");
    }
}
