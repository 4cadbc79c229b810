package io.hindsight.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.observe.Scrape;
import io.hindsight.testing.Await;
import io.hindsight.testing.Http;
import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.Program;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Runs an earlier version's jar on real servers and writes down what it leaves, for {@link UpgradeIT}: changes that it
 * has applied, a group that is behind another of the same topic, changes that wait in Kafka, a dead letter, and what it
 * makes of all that and of the changes that follow.
 */
public final class Recorder {

    /** So long without anything new is the end. */
    private static final Duration QUIET = Duration.ofSeconds(12);

    private final Path jar;
    private final Path directory;
    private final KafkaServer kafka = TestServers.kafka();

    private Recorder(Path jar, Path directory) {
        this.jar = jar;
        this.directory = directory;
    }

    /** @param arguments the jar */
    public static void main(String[] arguments) throws Exception {
        new Recorder(
                        Path.of(arguments[0]).toAbsolutePath(),
                        Path.of("target", "recorder").toAbsolutePath())
                .record();
        System.exit(0);
    }

    private void record() throws Exception {
        Recording.change(TestServers.mySql(), "before");
        for (var warehouse : Recording.WAREHOUSES) {
            Pipeline.server(warehouse).execute("CREATE DATABASE " + Recording.NAME);
        }
        run(Recording.settings(), "applied", true);
        TestTopic.of(kafka, "stock-changes", 2)
                .sendRecords(List.of(new ProducerRecord<>("stock-changes", 0, null, "no change".getBytes(UTF_8))));
        var less = Recording.settings();
        less.keySet().removeIf(key -> key.startsWith("hindsight.table.item_latest"));
        run(less, "behind", true);
        var away = Recording.settings();
        away.put("hindsight.warehouse.clickhouse.url", "jdbc:clickhouse://127.0.0.1:1/upgrade");
        away.put("hindsight.warehouse.postgres.url", "jdbc:postgresql://127.0.0.1:1/upgrade");
        run(away, "in-kafka", false);
        Recording.write("kafka", RecordedKafka.of(kafka));
        for (var warehouse : Recording.WAREHOUSES) {
            Recording.writeSql(warehouse, RecordedWarehouse.of(Pipeline.server(warehouse), warehouse, Recording.NAME));
        }
        Recording.change(TestServers.mySql(), "waiting");
        Recording.write("expected", run(Recording.settings(), null, true));
    }

    /** Runs the program, has the changes made when it is up, and ends it when they are where they can come to. */
    private Expected run(Map<String, String> settings, String changes, boolean applied) throws Exception {
        var http = Http.onFreePort();
        settings.put("hindsight.http.port", String.valueOf(http.port()));
        System.out.println("recording " + (changes == null ? "the rest" : changes));
        try (var program = Program.start(jar, directory, settings, "run")) {
            program.awaitOutput("capture running");
            if (changes != null) {
                // a snapshot would see them, and not what they were
                awaitQuiet(http, applied);
                Recording.change(TestServers.mySql(), changes);
            }
            awaitQuiet(http, applied);
            var now = applied && changes == null ? Expected.now(kafka, http) : null;
            program.terminate();
            program.exitCode();
            return now;
        }
    }

    private void awaitQuiet(Http http, boolean applied) {
        var before = new TreeMap<String, Long>();
        Await.await("all changes to be where they can come to")
                .pollInterval(Duration.ofSeconds(1))
                .during(QUIET)
                .ignoreExceptions()
                .until(() -> {
                    var now = Expected.messages(kafka);
                    var same = now.equals(before);
                    before.clear();
                    before.putAll(now);
                    return same
                            && (!applied
                                    || Scrape.of(http.get("/observe/metrics"))
                                                    .value("hindsight_apply_lag_changes", Map.of())
                                                    .orElse(1)
                                            == 0);
                });
    }
}
