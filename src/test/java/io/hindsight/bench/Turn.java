package io.hindsight.bench;

import static io.hindsight.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.hindsight.settings.SourceKind;
import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.TestTopic;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One jar's turn at the workload, by a pipeline of its own, whose snapshot is taken before the workload is written. */
final class Turn {

    /** Nobody listens there, so that capture is alone. */
    private static final String NO_WAREHOUSE = "jdbc:clickhouse://127.0.0.1:1/none";

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long PAUSE_MILLIS = 50;

    private final Path jar;
    private final Path directory;
    private final Origin source;
    private final String name = Unique.name("turn");

    /** @param source the workload's database */
    Turn(Path jar, Path directory, String source) {
        this(jar, directory, new Origin(SourceKind.MYSQL, source));
    }

    Turn(Path jar, Path directory, Origin source) {
        this.jar = jar;
        this.directory = directory.resolve(name);
        this.source = source;
    }

    /**
     * What it cost.
     *
     * @param perSecond changes, from the first to the last
     * @param processorMillis of the program, its start among them, for a change
     * @param peakMegabytes of resident memory
     */
    record Cost(double perSecond, double processorMillis, double peakMegabytes) {

        static Cost of(double perSecond, Program program, long changes) throws IOException {
            return new Cost(perSecond, program.processorSeconds() * 1e3 / changes, program.peakMegabytes());
        }
    }

    /** Takes the snapshot, and remembers where in the binlog that was. */
    Turn begin() throws Exception {
        try (var program = start(withoutWarehouse())) {
            await("the snapshot's end").ignoreExceptions().until(this::isBehindSnapshot);
        }
        return this;
    }

    private boolean isBehindSnapshot() {
        return TestTopic.read(TestServers.kafka(), name + ".offsets", 1).stream()
                .map(message -> new String(message.value(), UTF_8))
                .anyMatch(offset -> (offset.contains("\"file\":\"binlog") || offset.contains("\"lsn_commit\""))
                        && !offset.contains("\"snapshot\""));
    }

    /** From the binlog to Kafka, without a warehouse; in a topic of each table. */
    Cost capture(long changes) throws Exception {
        try (var program = start(withoutWarehouse());
                var kafka = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var deadline = Instant.now().plus(LONGEST);
            // the snapshot's
            var before = Workload.TABLES.size();
            long begin = 0;
            long now;
            while ((now = messages(kafka) - before) < changes) {
                if (now > 0 && begin == 0) {
                    begin = System.nanoTime();
                }
                if (!program.isAlive() || Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("only " + now + " of " + changes + " changes came to Kafka");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            return Cost.of(changes * 1e9 / (System.nanoTime() - begin), program, changes);
        }
    }

    private long messages(KafkaConsumer<byte[], byte[]> kafka) {
        var topics = kafka.listTopics();
        var partitions = Workload.TABLES.stream()
                .map(table -> name + "." + source.table(table))
                .filter(topics::containsKey)
                .flatMap(topic -> topics.get(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        return kafka.endOffsets(partitions).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    /** Into a warehouse, until its histories hold so many versions: of what is in Kafka, and of what isn't yet. */
    Cost keep(String warehouse, long versions) throws Exception {
        try (var program = start(settings(List.of(warehouse)));
                var kept = new Kept(Pipeline.server(warehouse), name)) {
            return Cost.of(kept.until(versions).perSecond(), program, versions);
        }
    }

    /** The same, and then how long changes take at that rate until they are in the warehouse, after as many to warm up. */
    Freshness.Delay fresh(String warehouse, long versions, int rate, int seconds) throws Exception {
        try (var program = start(settings(List.of(warehouse)));
                var kept = new Kept(Pipeline.server(warehouse), name)) {
            kept.until(versions);
            try (var place = new WarehousePlace(
                    Pipeline.server(warehouse), name, "SELECT max(id) FROM orders_history WHERE id > ?")) {
                var freshness = new Freshness(
                        source.server(),
                        source.database(),
                        "INSERT INTO orders (id, customer, status) VALUES (?, 1, 'new')");
                // the program has just been started
                freshness.measure(rate, seconds, 1_000_000_000L, place);
                return freshness.measure(rate, seconds, 2_000_000_000L, place).get(0);
            }
        }
    }

    /** Makes its database in a warehouse. */
    Turn into(String warehouse) {
        Pipeline.server(warehouse).execute("CREATE DATABASE " + name);
        return this;
    }

    private Program start(Map<String, String> settings) throws IOException {
        return Program.start(jar, Program.HEAP_MEGABYTES, directory, settings);
    }

    private Map<String, String> withoutWarehouse() {
        var settings = settings(List.of());
        settings.put("hindsight.warehouse.none.url", NO_WAREHOUSE);
        return settings;
    }

    private Map<String, String> settings(List<String> warehouses) {
        var settings = source.settings(name, warehouses);
        settings.put("hindsight.http.port", "0");
        for (var table : Workload.TABLES) {
            settings.put("hindsight.table." + table + "_history.source", source.table(table));
        }
        return settings;
    }
}
