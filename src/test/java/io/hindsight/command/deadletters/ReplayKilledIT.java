package io.hindsight.command.deadletters;

import static io.hindsight.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.DebeziumChange;
import io.hindsight.testing.LetterCommands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay of a part of many letters, killed with -9 while it sends: none is lost, and a second one ends the work. */
class ReplayKilledIT {

    private static final int LETTERS = 20_000;
    private static final int JUNK = 100;
    private static final String PADDING = "x".repeat(1_000);

    private final String name = Unique.name("replay");

    @TempDir
    private Path directory;

    @Test
    void aSecondReplayEndsWhatAKilledOneBegan() throws Exception {
        TestServers.mySql()
                .execute(
                        "CREATE DATABASE " + name,
                        "CREATE TABLE " + name + ".orders (id INT PRIMARY KEY, quantity INT, info VARCHAR(1000))");
        TestServers.postgres().execute("CREATE DATABASE " + name);
        var settings = Pipeline.settings(name, List.of("postgres"));
        settings.put("hindsight.table.orders.source", name + ".orders");
        var orders = TestTopic.create(TestServers.kafka(), name + "." + name + ".orders", 1);
        var deadLetters = TestTopic.create(TestServers.kafka(), name + ".dead-letters", 1);
        var letters = new LetterCommands(directory, settings);
        // as the route would have written them, one in two hundred of another reason
        deadLetters.sendRecords(IntStream.range(0, LETTERS)
                .boxed()
                .flatMap(id -> Stream.concat(
                        Stream.of(letter(
                                orders,
                                id,
                                "a column was too narrow",
                                change(id).valueBytes())),
                        id % (LETTERS / JUNK) == 0
                                ? Stream.of(letter(orders, LETTERS + id, "not JSON", "junk".getBytes(UTF_8)))
                                : Stream.empty()))
                .toList());

        var killed = 0;
        for (var round = 0; round < 5 && killed == 0; round++) {
            var before = orders.messages();
            try (var replay = Program.start(directory, settings, "dead-letters", "replay", "--reason", "narrow")) {
                await().pollInterval(Duration.ofMillis(1)).until(() -> orders.messages() > before);
                replay.kill();
                killed += replay.exitCode() == 137 && letters.waiting() > JUNK ? 1 : 0;
            }
        }
        assertThat(killed).as("killed in the middle of the sending").isEqualTo(1);
        assertThat(orders.messages()).isPositive();
        assertThat(letters.run("replay", "--reason", "narrow").out()).containsExactly("20000 dead letters sent back");
        assertThat(letters.run("list", "--reason", "not json").out()).hasSize(JUNK + 1);
        assertThat(letters.run("list").out()).last().isEqualTo(JUNK + " dead letters");

        try (var pipeline = Pipeline.startWithoutCapture(settings)) {
            orders.awaitApplied(name + ".apply-orders-postgres");
            assertThat(pipeline.problems()).isEmpty();
        }
        assertThat(
                        Rows.of(
                                TestServers.postgres(),
                                name,
                                "SELECT count(*), count(DISTINCT id), count(*) FILTER (WHERE quantity = id AND is_current) FROM orders"))
                .containsExactly(LETTERS + "|" + LETTERS + "|" + LETTERS);
    }

    private ProducerRecord<byte[], byte[]> letter(TestTopic orders, int offset, String reason, byte[] value) {
        var letter =
                new ProducerRecord<>(name + ".dead-letters", 0, change(offset).keyBytes(), value);
        Map.of(
                        "hindsight.epoch", "0",
                        "hindsight.replays", "0",
                        "hindsight.error.reason", reason,
                        "hindsight.error.topic", orders.name(),
                        "hindsight.error.partition", "0",
                        "hindsight.error.offset", String.valueOf(offset),
                        "hindsight.error.table", name + ".orders",
                        "hindsight.error.warehouse", "postgres",
                        "hindsight.error.route", "apply-orders-postgres")
                .forEach((header, text) -> letter.headers().add(header, text.getBytes(UTF_8)));
        return letter;
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
                Map.of("id", id, "quantity", id, "info", PADDING));
    }
}
