package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.LetterCommands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.ServiceStatus;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where on-refusal is stop, a table's route ends before a change that can't be applied; others go on. */
class OnRefusalIT {

    private static final int TOO_LARGE = 500;

    private final String name = Unique.name("stops");
    private final Map<String, String> settings = Pipeline.settings(name, List.of("postgres"));
    private TestTopic orders;

    @TempDir
    private Path directory;

    @BeforeEach
    void declareTables() {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, quantity BIGINT)",
                        "CREATE TABLE " + name + ".parcels (id INT PRIMARY KEY, quantity INT)");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        settings.put("hindsight.table.orders.source", name + ".orders");
        settings.put("hindsight.table.orders.on-refusal", "stop");
        settings.put("hindsight.table.parcels.source", name + ".parcels");
        orders = TestTopic.create(TestServers.kafka(), name + "." + name + ".orders", 1);
        TestTopic.create(TestServers.kafka(), name + "." + name + ".parcels", 1);
        TestTopic.create(TestServers.kafka(), name + ".dead-letters", 1);
    }

    @Test
    void aRefusedValueStopsTheTableUntilItIsTaken() throws Exception {
        Pipeline.startWithoutCapture(settings).close();
        Rows.execute(
                TestServers.postgres(),
                name,
                "ALTER TABLE orders_stage ADD CONSTRAINT small CHECK (quantity < 2147483648)");
        orders.send(List.of(change(0, 0)));
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.awaitApplied(name + ".apply-orders-postgres");
            orders.send(IntStream.range(1, 1_000)
                    .mapToObj(id -> change(id, id == TOO_LARGE ? 3_000_000_000L : id))
                    .toList());
            awaitStopped(pipeline, "-0@" + TOO_LARGE + ": the warehouse refused a value: SQLSTATE 23514");
            assertThat(Integer.parseInt(orders("max(id)")))
                    .as("the last that is applied")
                    .isLessThan(TOO_LARGE);
            assertThat(Rows.of(TestServers.postgres(), name, "SELECT count(*) FROM orders_stage"))
                    .as("nothing is left behind")
                    .containsExactly("0");
        }
        Rows.execute(TestServers.postgres(), name, "ALTER TABLE orders_stage DROP CONSTRAINT small");
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.awaitApplied(name + ".apply-orders-postgres");
            assertThat(pipeline.problems()).isEmpty();
        }
        assertThat(orders("count(*)")).isEqualTo("1000");
        assertThat(orders("max(quantity)")).isEqualTo("3000000000");
        assertThat(new LetterCommands(directory, settings).waiting()).isZero();
    }

    @Test
    void anUnreadableMessageStopsTheTableUntilItMayBeADeadLetter() throws Exception {
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.sendRecords(List.of(new ProducerRecord<>(orders.name(), 0, null, "no change".getBytes(UTF_8))));
            orders.send(List.of(change(1, 1)));
            awaitStopped(pipeline, "-0@0: not JSON; nothing from there on is applied");
            assertThat(orders("count(*)")).isEqualTo("0");
        }
        settings.put("hindsight.table.orders.on-refusal", "dead-letter");
        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.awaitApplied(name + ".apply-orders-postgres");
            assertThat(pipeline.problems()).isEmpty();
        }
        assertThat(orders("count(*)")).isEqualTo("1");
        assertThat(new LetterCommands(directory, settings).waiting()).isEqualTo(1);
    }

    private void awaitStopped(Pipeline pipeline, String reason) {
        await().until(() -> pipeline.context().getRouteController().getRouteStatus("apply-orders-postgres")
                == ServiceStatus.Stopped);
        assertThat(pipeline.problems())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("apply-orders-postgres: the route is stopped: " + orders.name() + reason)
                        .endsWith("restart with hindsight.table.orders.on-refusal=dead-letter"))
                .noneMatch(problem -> problem.contains("parcels"));
        assertThat(pipeline.context().getRouteController().getRouteStatus("apply-parcels-postgres"))
                .isEqualTo(ServiceStatus.Started);
    }

    private String orders(String what) {
        return Rows.of(TestServers.postgres(), name, "SELECT " + what + " FROM orders")
                .get(0);
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
