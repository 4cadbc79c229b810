package io.hindsight.registry;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.reconcile.Commands;
import io.hindsight.testing.LetterCommands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.RegistryServer;
import io.hindsight.testing.TcpProxy;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What consumers of a topic couldn't read isn't sent, and without the registry nothing is lost. */
class RegistryIT extends AvroShop {

    @TempDir
    private Path directory;

    @Test
    void aChangeOfATableThatConsumersCouldNotFollowHoldsItUntilTheRegistryAllowsIt() throws IOException {
        var subject = name + "." + name + ".items-value";
        execute("INSERT INTO items VALUES (1, 'one')");
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(name, "SELECT words FROM items_current", "one");
            TestServers.registry().allow(subject, "BACKWARD");
            execute("ALTER TABLE items ADD COLUMN more INT", "INSERT INTO items VALUES (2, 'two', 22)");
            awaitRows(name, "SELECT words, more FROM items_current ORDER BY id", "one|null", "two|22");

            execute("ALTER TABLE items MODIFY COLUMN more DECIMAL(20,2)", "INSERT INTO items VALUES (3, 'three', 3.5)");
            await().untilAsserted(() -> assertThat(pipeline.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem)
                            .contains(
                                    name + ".items is held since",
                                    "schema registry " + TestServers.registry().url(),
                                    "for subject " + subject,
                                    "HTTP 409",
                                    "hindsight resume items")));
            assertThat(TestServers.registry().versions(subject)).hasSize(2);
            execute(order("3", "3"));
            awaitRows(name, "SELECT price FROM orders_current WHERE id = 3", "3.00");
            awaitRows(name, "SELECT count(*) FROM items_current", "2");

            TestServers.registry().allow(subject, "NONE");
            var resumed = Commands.run(settings, "resume", "items");
            assertThat(resumed.exitCode()).as(resumed.output()).isZero();
            execute("INSERT INTO items VALUES (4, 'four', 4)");
            awaitRows(name, "SELECT id, more FROM items_current WHERE id > 2 ORDER BY id", "3|3.50", "4|4.00");
            await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
            assertThat(TestServers.registry().versions(subject)).hasSize(3);
        }
    }

    @Test
    void aRegistryThatIsAwayIsWaitedFor() throws IOException {
        try (var proxy = TcpProxy.start(TestServers.registry().port(), directory.resolve("port"))) {
            proxy.swallow();
            var url = RegistryServer.url(proxy.port());
            var through = with(settings, "hindsight.kafka.registry.url", url);
            try (var pipeline = Pipeline.start(through)) {
                await().untilAsserted(() -> assertThat(pipeline.problems()).anySatisfy(problem -> assertThat(problem)
                        .contains("capture", "schema registry " + url, "hindsight.kafka.registry.url")));
                proxy.goOnAnew();
                awaitRows(name, "SELECT count(*) FROM orders_current", "2");
                await().untilAsserted(() -> assertThat(pipeline.problems()).isEmpty());
            }
            // what is in Kafka already is as it was sent; who reads it first has to ask
            var reader = Unique.name("reader");
            var reading = settings(reader);
            reading.put("hindsight.kafka.registry.url", url);
            reading.remove("hindsight.table.items.source");
            reading.put("hindsight.table.orders.topic", name + "." + name + ".orders");
            proxy.swallow();
            try (var pipeline = Pipeline.startWithoutCapture(reading)) {
                await().untilAsserted(() -> assertThat(pipeline.problems()).anySatisfy(problem -> assertThat(problem)
                        .contains("apply", "orders", "schema registry " + url)));
                proxy.goOnAnew();
                awaitRows(reader, "SELECT count(*) FROM orders_current", "2");
            }
            assertThat(new LetterCommands(directory, reading).run("list").out())
                    .last()
                    .isEqualTo("0 dead letters");
        }
    }
}
