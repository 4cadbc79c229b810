package io.hindsight.expect;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.apply.AppliedTables;
import io.hindsight.reconcile.Commands;
import io.hindsight.settings.Settings;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Rows that aren't as expected are counted in each warehouse as long as they are there, while changes flow. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExpectationsIT extends ExpectedShop {

    @Test
    @Order(1)
    void failingRowsAreCountedUntilTheyAreMended() {
        awaitFailing(Map.of());
        source("INSERT INTO orders VALUES (4, NULL, 'LOST', 1000.51, 'ann@example.org', '2025-12-31', NULL)");
        awaitFailing(Map.of("filled", 1L, "single", 2L, "known", 1L, "cheap", 1L, "recent", 1L));
        source("INSERT INTO orders VALUES (5, 99, 'PENDING', 950, NULL, NULL, NULL)");
        source("INSERT INTO customers VALUES (3, 'Eve')");
        awaitFailing(Map.of(
                "filled", 1L, "single", 2L, "known", 1L, "cheap", 1L, "recent", 1L, "owned", 1L, "paid", 1L, "few",
                1L));
        await().untilAsserted(() -> assertThat(problems())
                .contains(
                        "hindsight.expect.single.unique of orders in clickhouse: failing rows: 2",
                        "hindsight.expect.owned.relationships of orders in postgres: failing rows: 1",
                        "hindsight.expect.few.accepted-values of customers in starrocks: failing rows: 1")
                .doesNotContain("ann@example.org"));
        assertThat(pipeline.problems())
                .as("it is no reason not to be ready")
                .noneMatch(problem -> problem.startsWith("expectations"));
        source("DELETE FROM orders WHERE id = 4");
        source("UPDATE orders SET customer = 2, price = -0.01 WHERE id = 5");
        source("DELETE FROM customers WHERE id = 3");
        awaitFailing(Map.of("cheap", 1L));
        source("DELETE FROM orders WHERE id = 5");
        awaitFailing(Map.of());
        await().untilAsserted(() ->
                assertThat(problems()).doesNotContain("failing rows", "complete", "clickhouse", "starrocks"));
    }

    @Test
    @Order(2)
    void aTableThatNobodyWritesToGetsOld() {
        source("UPDATE orders SET changed = '2026-01-01 00:00:00'");
        awaitFailing(Map.of("alive", 1L));
        source("UPDATE orders SET changed = UTC_TIMESTAMP() WHERE id = 2");
        awaitFailing(Map.of());
    }

    @Test
    @Order(3)
    void aWarehouseThatDoesNotGetItsChangesIsStale() {
        awaitFailing(Map.of());
        var orders = AppliedTables.of(pipeline.context())
                .find("apply-orders-postgres")
                .orElseThrow();
        orders.pause();
        source("INSERT INTO orders VALUES (6, 1, 'SHIPPED', 1, NULL, NULL, UTC_TIMESTAMP())");
        await().untilAsserted(() -> assertThat(failing("postgres")).containsEntry("complete", 1L));
        assertThat(problems()).contains("hindsight.expect.complete.freshness of orders in postgres: complete up to 20");
        assertThat(failing("clickhouse")).isEmpty();
        orders.resume();
        awaitFailing(Map.of());
    }

    @Test
    @Order(4)
    void anAnswerThatTakesTooLongIsSaidAndKeepsNobodyWaiting() {
        await().untilAsserted(() -> assertThat(problems())
                .contains("hindsight.expect.slow.empty of orders in postgres: can't be asked: it takes longer than 1 s;"
                        + " raise hindsight.expect.slow.timeout"));
    }

    @Test
    @Order(5)
    void validateAsksEachOnce() {
        awaitFailing(Map.of());
        source("INSERT INTO orders VALUES (7, 1, 'LOST', 1, NULL, NULL, NULL)");
        awaitFailing(Map.of("known", 1L));
        var whole = new TreeMap<>(settings);
        whole.keySet().removeIf(key -> key.startsWith("hindsight.expect.slow."));
        var said = Commands.run(whole, "validate");
        assertThat(said.output())
                .contains("ok     hindsight.expect.single.unique in clickhouse is so")
                .contains("note   hindsight.expect.known.accepted-values in postgres isn't so, failing rows: 1")
                .doesNotContain("WRONG");
        assertThat(said.exitCode()).isZero();
        source("DELETE FROM orders WHERE id = 7");
    }

    @Test
    @Order(6)
    void validateFindsWhatCannotBeAsked() {
        var wrong = new TreeMap<>(settings);
        wrong.keySet().removeIf(key -> key.startsWith("hindsight.expect."));
        wrong.put("hindsight.expect.missing.table", "orders");
        wrong.put("hindsight.expect.missing.not-null", "customer");
        wrong.put("hindsight.expect.writes.table", "orders");
        wrong.put("hindsight.expect.writes.warehouses", "postgres");
        wrong.put(
                "hindsight.expect.writes.empty", "WITH gone AS (DELETE FROM orders RETURNING id) SELECT id FROM gone");
        wrong.put("hindsight.expect.unread.table", "orders");
        wrong.put("hindsight.expect.unread.empty", "SELECT nothing FROM orders_current");
        var said = Commands.run(wrong, "validate");
        assertThat(said.exitCode()).as(said.output()).isEqualTo(1);
        for (var warehouse : WAREHOUSES) {
            assertThat(said.output())
                    .contains("WRONG  hindsight.expect.missing.not-null in " + warehouse
                            + ": there is no column customer in orders; there are id, customer_id, status")
                    .contains("WRONG  hindsight.expect.unread.empty in " + warehouse + " isn't answered (");
        }
        assertThat(said.output()).contains("WRONG  hindsight.expect.writes.empty in postgres isn't answered (ERROR: ");
        assertThat(Rows.of(TestServers.postgres(), name, "SELECT count(*) > 2 FROM orders"))
                .containsExactly("t");
    }

    @Test
    @Order(7)
    void itsConnectionsOnlyRead() throws SQLException {
        for (var warehouse : List.of("clickhouse", "postgres")) {
            try (var connection = Settings.of(settings).warehouse(warehouse).connectToRead();
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("CREATE VIEW written AS SELECT 1 AS one"))
                        .as(warehouse)
                        .isInstanceOf(SQLException.class)
                        .message()
                        .containsPattern("(?i)read.?only");
            }
        }
    }
}
