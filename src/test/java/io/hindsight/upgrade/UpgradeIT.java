package io.hindsight.upgrade;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.testing.Http;
import io.hindsight.testing.LetterCommands;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Rows;
import io.hindsight.testing.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version left in Kafka and in the warehouses is taken over: nothing lost, doubled or read anew. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeIT {

    /** What would be sent twice has come by then. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> settings = Recording.settings();
    private final Map<String, List<String>> settled = new TreeMap<>();
    private RecordedKafka recorded;
    private Expected expected;
    private Expected found;
    private List<String> problems;

    @BeforeAll
    void takeOver() throws Exception {
        expected = Recording.read("expected", Expected.class);
        recorded = Recording.read("kafka", RecordedKafka.class);
        restore();
        var http = Http.onFreePort();
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        try (var pipeline = Pipeline.startServed(settings)) {
            await("all changes in the warehouses").ignoreExceptions().untilAsserted(() -> assertThat(
                            Expected.now(TestServers.kafka(), http).rows())
                    .isEqualTo(expected.rows()));
            await("nothing more to come")
                    .pollInterval(Duration.ofSeconds(1))
                    .during(QUIET)
                    .until(() -> Expected.now(TestServers.kafka(), http).rows().equals(expected.rows()));
            found = Expected.now(TestServers.kafka(), http);
            problems = pipeline.problems();
        }
    }

    /** Everything as it was when the earlier version had ended, with a source that has changed since. */
    private void restore() throws Exception {
        var source = TestServers.mySql();
        for (var phase : List.of("before", "applied", "behind", "in-kafka")) {
            Recording.change(source, phase);
        }
        // positions must be later than those that the earlier version has seen
        var last = recorded.messages().stream()
                .filter(message -> message.topic().equals("upgrade.offsets"))
                .map(message -> json(message.value()).path("file").asText())
                .filter(file -> !file.isEmpty())
                .mapToInt(UpgradeIT::fileNumber)
                .max()
                .orElseThrow();
        while (fileNumber(end()[0]) <= last) {
            source.execute("FLUSH BINARY LOGS");
        }
        var end = end();
        var server = Rows.of(source, "", "SELECT @@server_uuid").get(0);
        Recording.change(source, "waiting");
        recorded.with("upgrade.offsets", message -> at(message, end, server)).restore(TestServers.kafka());
        for (var warehouse : Recording.WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + Recording.NAME);
            Rows.execute(Pipeline.server(warehouse), Recording.NAME, Recording.sql(warehouse));
            for (var table : Recording.TABLES.keySet()) {
                if (Recording.keeps(warehouse, table)) {
                    settled.put(table + "@" + warehouse, RecordedWarehouse.settled(Pipeline.server(warehouse), table));
                }
            }
        }
    }

    @Test
    void everyChangeIsKeptOnce() {
        assertThat(found.rows()).isEqualTo(expected.rows());
    }

    @Test
    void whatWasClosedStaysAsItWas() {
        settled.forEach((name, rows) -> {
            var at = name.indexOf('@');
            assertThat(RecordedWarehouse.settled(Pipeline.server(name.substring(at + 1)), name.substring(0, at)))
                    .as(name)
                    .containsAll(rows);
        });
        assertThat(settled.values().stream().mapToInt(List::size).sum()).isPositive();
    }

    @Test
    void nothingIsSentToKafkaAgain() {
        assertThat(found.messages()).isEqualTo(expected.messages());
    }

    @Test
    void eachTableGoesOnWhereItsGroupStood() {
        // two of one topic, of which one had come further: together they may go on where the other one stood
        var ahead = Map.of("item_history", "item_latest");
        expected.applied().forEach((name, changes) -> {
            var at = name.indexOf('@');
            var other = ahead.getOrDefault(name.substring(0, at), name.substring(0, at)) + name.substring(at);
            assertThat(found.applied().get(name))
                    .as(name)
                    .isBetween(changes, expected.applied().get(other));
        });
    }

    @Test
    void aWaitingDeadLetterWaits(@TempDir Path directory) throws Exception {
        assertThat(new LetterCommands(directory, settings).waiting()).isEqualTo(2);
        assertThat(problems).allMatch(problem -> problem.contains("dead"), "only of dead letters");
    }

    private static RecordedKafka.Message at(RecordedKafka.Message message, String[] end, String server) {
        var value = json(message.value());
        if (value.has("server_uuid")) {
            value.put("server_uuid", server);
        } else {
            value.remove(List.of("event", "row"));
            value.put("file", end[0]).put("pos", Long.parseLong(end[1]));
        }
        return new RecordedKafka.Message(
                message.topic(), message.partition(), message.key(), value.toString(), message.headers());
    }

    private static String[] end() {
        return Rows.of(TestServers.mySql(), "", "SHOW MASTER STATUS").get(0).split("\\|");
    }

    private static int fileNumber(String file) {
        return Integer.parseInt(file.substring(file.lastIndexOf('.') + 1));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
