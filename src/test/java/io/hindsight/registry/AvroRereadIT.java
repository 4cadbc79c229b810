package io.hindsight.registry;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import org.junit.jupiter.api.Test;

/** What is read again from the log is sent in Avro too, and what was forgotten stays away. */
class AvroRereadIT extends AvroShop {

    private static final String HISTORY = "SELECT * FROM orders ORDER BY change_seq";

    @Test
    void versionsThatAWarehouseLostComeBackAsTheyWere() {
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(name, "SELECT id FROM orders_current ORDER BY id", "1", "2");
            var since = nextSecond();
            execute(
                    "UPDATE orders SET price = 9.99 WHERE id = 1",
                    order("3", "-0.01"),
                    "ALTER TABLE orders ADD COLUMN more BIGINT",
                    "UPDATE orders SET more = 9007199254740993 WHERE id = 3",
                    "DELETE FROM orders WHERE id = 2");
            awaitRows(
                    name,
                    "SELECT id, price, more FROM orders_current ORDER BY id",
                    "1|9.99|null",
                    "3|-0.01|9007199254740993");
            var before = Rows.of(TestServers.postgres(), name, HISTORY);
            var sent = messages(name, "orders", before.size()).size();
            removeSince(since);
            assertThat(Rows.of(TestServers.postgres(), name, HISTORY)).hasSizeLessThan(before.size());

            rereadAll(since);

            await().untilAsserted(() ->
                    assertThat(Rows.of(TestServers.postgres(), name, HISTORY)).isEqualTo(before));
            assertThat(messages(name, "orders", sent + 1))
                    .hasSizeGreaterThan(sent)
                    .allMatch(message -> SentValues.isAvro(message.value()));
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    @Test
    void aForgottenRowDoesNotComeBackAndALaterOneOfItsKeyIsANewOne() {
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(name, "SELECT id FROM orders_current ORDER BY id", "1", "2");
            var since = nextSecond();
            execute(
                    "UPDATE orders SET price = 9.99",
                    "UPDATE orders SET price = 8.88",
                    "DELETE FROM orders WHERE id = 1");
            awaitRows(name, "SELECT id, price FROM orders_current", "2|8.88");
            assertThat(Commands.run(settings, "forget", "orders", "1").exitCode())
                    .isZero();
            awaitRows(name, "SELECT count(*) FROM orders WHERE id = 1", "0");
            removeSince(since);

            rereadAll(since);

            awaitRows(name, "SELECT price FROM orders WHERE id = 2 ORDER BY change_seq", "null", "9.99", "8.88");
            awaitRows(name, "SELECT count(*) FROM orders WHERE id = 1", "0");
            execute(order("1", "7.00"));
            awaitRows(name, "SELECT id, price FROM orders_current ORDER BY id", "1|7.00", "2|8.88");
            awaitRows(name, "SELECT count(*) FROM orders WHERE id = 1", "1");
            assertThat(pipeline.problems()).isEmpty();
        }
    }

    private void removeSince(String since) {
        Rows.execute(
                TestServers.postgres(),
                name,
                "DELETE FROM orders WHERE effective_start_ts >= '"
                        + since.replace("T", " ").replace("Z", "") + "'");
    }

    private void rereadAll(String since) {
        assertThat(Commands.run(settings, "reread", "orders", "--since", since).output())
                .contains("asked for");
        await().untilAsserted(() ->
                assertThat(Commands.run(settings, "reread").output()).contains("done, 100%"));
    }

    /** A moment of the source's clock, later than all that was committed before. */
    private String nextSecond() {
        Rows.of(TestServers.mySql(), name, "SELECT SLEEP(1.1)");
        return Rows.of(TestServers.mySql(), name, "SELECT DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%dT%H:%i:%sZ')")
                .get(0);
    }
}
