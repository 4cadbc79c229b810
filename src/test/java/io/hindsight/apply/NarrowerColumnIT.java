package io.hindsight.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.camel.api.management.ManagedCamelContext;
import org.junit.jupiter.api.Test;

/** A warehouse's column takes less than the source's: values that don't fit are dead letters, alone in a batch. */
class NarrowerColumnIT {

    private static final int GOOD = 1_000;
    private static final List<Long> TOO_LARGE = List.of(3_000_000_000L, 4_000_000_000L, 5_000_000_000L);

    private final String name = Unique.name("narrow");

    @Test
    void whatTheWarehouseRefusesIsFoundInABatch() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, quantity BIGINT)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        var orders = TestTopic.create(TestServers.kafka(), name + "." + name + ".orders", 1);
        TestTopic.create(TestServers.kafka(), name + ".dead-letters", 1);
        Pipeline.startWithoutCapture(settings).close();
        Rows.execute(TestServers.postgres(), name, "ALTER TABLE orders_stage ADD CHECK (quantity < 3000000000)");

        orders.send(LongStream.range(0, GOOD)
                .mapToObj(id -> change((int) id, id % 400 == 7 ? TOO_LARGE.get((int) (id / 400)) : id))
                .toList());
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.awaitApplied(name + ".apply-orders-postgres");
            assertThat(pipeline.problems()).isEmpty();
            assertThat(statements(pipeline, "stage"))
                    .as("two for each halving of each refused row, and one for each batch")
                    .isLessThanOrEqualTo(TOO_LARGE.size() * 2 * 10 + 5);
            assertThat(pipeline.context()
                            .getCamelContextExtension()
                            .getContextPlugin(ManagedCamelContext.class)
                            .getManagedRoute("apply-orders-postgres")
                            .getRedeliveries())
                    .as("a refusal is no trouble of the warehouse")
                    .isZero();
            assertThat(statements(pipeline, "apply"))
                    .as("the rows around them, at once")
                    .isLessThanOrEqualTo(5);
        }

        assertThat(Rows.of(TestServers.postgres(), name, "SELECT id, quantity FROM orders ORDER BY id"))
                .hasSize(GOOD - TOO_LARGE.size())
                .allMatch(row -> row.matches("(\\d+)\\|\\1"));
        assertThat(TestTopic.read(TestServers.kafka(), name + ".dead-letters", TOO_LARGE.size()))
                .extracting(letter -> TestTopic.text(letter.headers(), "hindsight.error.offset") + " "
                        + TestTopic.text(letter.headers(), "hindsight.error.reason"))
                .containsExactlyInAnyOrder(
                        "7 the warehouse refused a value: SQLSTATE 23514, error 0",
                        "407 the warehouse refused a value: SQLSTATE 23514, error 0",
                        "807 the warehouse refused a value: SQLSTATE 23514, error 0");
    }

    private static long statements(Pipeline pipeline, String step) throws Exception {
        return pipeline.context()
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedProcessor(step)
                .getExchangesTotal();
    }

    private DebeziumChange change(int id, long quantity) {
        return new DebeziumChange(
                name,
                "orders",
                'c',
                id,
                0,
                Instant.parse("2026-01-01T00:00:00Z"),
                Map.of("id", id),
                null,
                Map.of("id", id, "quantity", quantity));
    }
}
