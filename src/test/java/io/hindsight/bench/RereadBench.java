package io.hindsight.bench;

import static io.hindsight.testing.Await.await;

import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.RereadSpan;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How fast a span of the binlog is read again, beside the initial snapshot and beside capture of the same tables, and what
 * capture loses by it. No warehouse is there to be waited for.
 */
final class RereadBench {

    private static final long PAUSE_MILLIS = 20;
    private static final String NO_LIMIT = "10000000";

    private final Path directory;
    private final String name = Unique.name("reread");
    private final Map<String, String> settings = Pipeline.settings(name, List.of());

    private RereadBench(Path directory) {
        this.directory = directory.resolve(name);
        settings.put("hindsight.warehouse.none.url", "jdbc:clickhouse://127.0.0.1:1/none");
        settings.put("hindsight.http.port", "0");
        for (var table : Workload.TABLES) {
            settings.put("hindsight.table." + table + "_history.source", name + "." + table);
        }
    }

    static void run(Path directory, int changes, int rate, int seconds) throws Exception {
        new RereadBench(directory).run(changes, rate, seconds);
    }

    private void run(int changes, int rate, int seconds) throws Exception {
        var workload = new Workload(TestServers.mySql(), name);
        workload.first();
        workload.fill(changes);
        settings.put("hindsight.reread.rows-per-second", NO_LIMIT);
        double snapshot;
        double capture;
        try (var program = Program.start(directory, settings)) {
            snapshot = rate(0, changes / 2);
            await("the snapshot's end").ignoreExceptions().until(() -> new RereadSpan(Settings.of(settings)) != null);
        }
        var before = messages();
        workload.fill(changes);
        try (var program = Program.start(directory, settings)) {
            capture = rate(before, changes);
            var again = readAgain();
            System.out.printf(
                    "reread       %,.0f changes/s; initial snapshot %,.0f rows/s, ratio %.2f; capture %,.0f changes/s, ratio %.2f%n",
                    again, snapshot, again / snapshot, capture, again / capture);
        }
        settings.remove("hindsight.reread.rows-per-second");
        try (var program = Program.start(directory, settings)) {
            awaitCaptured();
            var alone = freshness(rate, seconds, 1_000_000_000L);
            begin();
            var beside = freshness(rate, seconds, 2_000_000_000L);
            var progress = progress();
            System.out.printf(
                    "reread       at %,d changes/s in Kafka after p50 %.3f s, p95 %.3f s, p99 %.3f s; while %,.0f a second"
                            + " are read again (%s) %.3f s, %.3f s, %.3f s: ratios %.2f, %.2f, %.2f%n",
                    rate,
                    alone.p50(),
                    alone.p95(),
                    alone.p99(),
                    progress.rate(),
                    progress.state(),
                    beside.p50(),
                    beside.p95(),
                    beside.p99(),
                    beside.p50() / alone.p50(),
                    beside.p95() / alone.p95(),
                    beside.p99() / alone.p99());
        }
    }

    /** Messages a second, from the first that comes on. */
    private double rate(long before, long wanted) throws InterruptedException {
        long begin = 0;
        long first = 0;
        long now;
        while ((now = messages() - before) < wanted) {
            if (now > 0 && begin == 0) {
                begin = System.nanoTime();
                first = now;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return (now - first) * 1e9 / (System.nanoTime() - begin);
    }

    private long messages() {
        try (var kafka = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var topics = kafka.listTopics();
            return kafka
                    .endOffsets(Workload.TABLES.stream()
                            .map(table -> name + "." + name + "." + table)
                            .filter(topics::containsKey)
                            .flatMap(topic -> topics.get(topic).stream())
                            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                            .toList())
                    .values()
                    .stream()
                    .mapToLong(end -> end)
                    .sum();
        }
    }

    private double readAgain() throws Exception {
        begin();
        await("the rereading's end").until(() -> progress().state() == RereadProgress.State.DONE);
        return progress().rate();
    }

    private void begin() throws Exception {
        var ofNow = Settings.of(settings);
        try (var rereadings = new Rereadings(ofNow)) {
            rereadings.readOn();
            var span = new RereadSpan(ofNow);
            rereadings.begin(span.of(
                    Workload.TABLES.stream()
                            .map(table -> new TableName(name, table))
                            .toList(),
                    span.from(Optional.empty()),
                    span.until(Optional.empty())));
        }
    }

    private RereadProgress progress() {
        try (var rereadings = new Rereadings(Settings.of(settings))) {
            rereadings.readOn();
            var all = rereadings.all();
            return rereadings.progress(all.get(all.size() - 1));
        }
    }

    private void awaitCaptured() throws Exception {
        var before = messages();
        TestServers.mySql().execute("INSERT INTO " + name + ".orders (id) VALUES (999999999)");
        await("capture").until(() -> messages() > before);
    }

    private Freshness.Delay freshness(int rate, int seconds, long firstId) throws Exception {
        try (var topic = new TopicPlace(TestServers.kafka().bootstrapServers(), name + "." + name + ".orders")) {
            return new Freshness(
                            TestServers.mySql(), name, "INSERT INTO orders (id, customer, status) VALUES (?, 1, 'new')")
                    .measure(rate, seconds, firstId, topic)
                    .get(0);
        }
    }
}
