package io.hindsight.bench;

import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.RawEngine;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Compares the capture route, up to Kafka's acknowledgement, with Debezium alone, whose changes go nowhere: the same
 * changes of the same binlog, in turns, in one JVM. Takes the number of changes and of rounds.
 */
public final class CaptureBench {

    private static final int PER_TRANSACTION = 1_000;
    private static final List<String> TABLES = List.of("orders", "items");

    private final String database = Unique.name("bench");
    private final int changes;

    private CaptureBench(int changes) {
        this.changes = changes;
    }

    public static void main(String[] arguments) throws Exception {
        var changes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300_000;
        var rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        run(changes, rounds);
        System.exit(0);
    }

    /** Prints a line for each round. */
    static void run(int changes, int rounds) throws Exception {
        new CaptureBench(changes).run(rounds);
    }

    private void run(int rounds) throws Exception {
        for (var table : TABLES) {
            TestServers.mySql().execute(
                    "CREATE DATABASE IF NOT EXISTS " + database,
                    "CREATE TABLE " + database + "." + table + " (id BIGINT PRIMARY KEY, customer INT, status VARCHAR(20),"
                            + " note VARCHAR(200), price DECIMAL(12,2), qty INT, weight DOUBLE, paid BOOLEAN,"
                            + " created_at DATETIME(6), changed_at TIMESTAMP(6))",
                    "INSERT INTO " + database + "." + table + " (id) VALUES (0)");
        }
        var raw = new ArrayList<Path>();
        var routes = new ArrayList<String>();
        for (var round = 0; round < rounds; round++) {
            raw.add(Files.createTempDirectory("bench"));
            routes.add(Unique.name("bench"));
            raw(raw.get(round), TABLES.size());
            route(routes.get(round), TABLES.size());
        }
        fill();
        for (var round = 0; round < rounds; round++) {
            var start = cpuSeconds();
            var alone = raw(raw.get(round), changes);
            var middle = cpuSeconds();
            var routed = route(routes.get(round), changes);
            System.out.printf(
                    "round %d: Debezium alone %,.0f changes/s (CPU %.1f s), capture to Kafka %,.0f changes/s (CPU %.1f s),"
                            + " ratio %.2f%n",
                    round + 1, alone, middle - start, routed, cpuSeconds() - middle, routed / alone);
        }
    }

    /** 60 % inserts, 30 % updates, 10 % deletes. */
    private void fill() throws SQLException {
        try (var connection = TestServers.mySql().connect(database);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var next = 1;
            for (var done = 0; done < changes; done += PER_TRANSACTION) {
                var table = TABLES.get(done / PER_TRANSACTION % TABLES.size());
                var first = next;
                next += PER_TRANSACTION * 6 / 10;
                statement.execute("INSERT INTO " + table + " VALUES "
                        + IntStream.range(first, next).mapToObj(CaptureBench::row).collect(Collectors.joining(",")));
                statement.execute("UPDATE " + table + " SET status = 'paid', price = price + 0.01, paid = TRUE WHERE id >= "
                        + first + " AND id < " + (first + PER_TRANSACTION * 3 / 10));
                statement.execute("DELETE FROM " + table + " WHERE id >= " + (next - PER_TRANSACTION / 10) + " AND id < " + next);
                connection.commit();
            }
        }
    }

    private static String row(int id) {
        return "(" + id + "," + id % 1000 + ",'new','a note of some length on the order number " + id + "'," + id + ".99,"
                + id % 7 + ",1.5,FALSE,'2024-02-29 12:34:56.789012','2024-02-29 12:34:56.789012')";
    }

    /** Gives changes per second, from the first batch to the last. */
    private double raw(Path directory, long expected) throws IOException {
        var seen = new AtomicLong();
        var begin = new AtomicLong();
        var end = new AtomicLong();
        try (var engine = new RawEngine(
                TestServers.mySql(),
                database,
                batch -> {
                    begin.compareAndSet(0, System.nanoTime());
                    var rows = batch.stream().filter(change -> change.topic().startsWith("raw." + database)).count();
                    if (seen.addAndGet(rows) >= expected) {
                        end.compareAndSet(0, System.nanoTime());
                    }
                },
                directory)) {
            await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(20)).until(() -> end.get() != 0);
        }
        return rate(expected, begin.get(), end.get());
    }

    private double route(String name, long expected) {
        var tables = TABLES.stream().map(table -> database + "." + table).toList();
        try (var pipeline = CapturePipeline.start(name, TestServers.mySql(), TestServers.kafka(), tables);
                var kafka = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            await().atMost(Duration.ofMinutes(1)).until(pipeline::isUp);
            var partitions = tables.stream()
                    .flatMap(table -> kafka.partitionsFor(name + "." + table).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            var from = expected == TABLES.size() ? 0 : TABLES.size();
            var begin = new AtomicLong();
            await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(100)).until(() -> {
                var written = kafka.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum() - from;
                if (written > 0) {
                    begin.compareAndSet(0, System.nanoTime());
                }
                return written >= expected;
            });
            return rate(expected, begin.get(), System.nanoTime());
        }
    }

    /** What this JVM has used of the processors; on a busy machine it says more than the time. */
    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static double rate(long count, long begin, long end) {
        return count * 1e9 / Math.max(1, end - begin);
    }
}
