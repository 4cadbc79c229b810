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
import java.util.concurrent.atomic.AtomicReference;
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

    private static final Duration POLL = Duration.ofMillis(50);
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
            var alone = raw(raw.get(round), changes);
            var routed = route(routes.get(round), changes);
            System.out.printf(
                    "round %d: Debezium alone %s, capture to Kafka %s, ratio %.2f%n",
                    round + 1, alone, routed, routed.perSecond() / alone.perSecond());
        }
    }

    /** Where a measurement began. */
    private record Mark(long nanoTime, long cpuNanos) {

        static Mark now() {
            return new Mark(System.nanoTime(), processor().getProcessCpuTime());
        }

        Cost until(Mark end, long changes) {
            return new Cost(
                    changes * 1e9 / (end.nanoTime - nanoTime), (end.cpuNanos - cpuNanos) / 1e3 / changes);
        }

        private static OperatingSystemMXBean processor() {
            return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        }
    }

    /** @param cpuMicros what this JVM used of the processors for a change; steadier than time on a busy machine */
    private record Cost(double perSecond, double cpuMicros) {

        @Override
        public String toString() {
            return String.format("%,.0f changes/s (%.1f µs CPU each)", perSecond, cpuMicros);
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

    /** Measures from the first batch to the last. */
    private Cost raw(Path directory, long expected) throws IOException {
        var seen = new AtomicLong();
        var begin = new AtomicReference<Mark>();
        var end = new AtomicReference<Mark>();
        try (var engine = new RawEngine(
                TestServers.mySql(),
                database,
                batch -> {
                    begin.compareAndSet(null, Mark.now());
                    var rows = batch.stream().filter(change -> change.topic().startsWith("raw." + database)).count();
                    if (seen.addAndGet(rows) >= expected) {
                        end.compareAndSet(null, Mark.now());
                    }
                },
                directory)) {
            await().atMost(Duration.ofMinutes(5)).pollInterval(POLL).until(() -> end.get() != null);
        }
        return begin.get().until(end.get(), expected);
    }

    /** Measures from the first change in Kafka to the last. */
    private Cost route(String name, long expected) {
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
            var before = expected == TABLES.size() ? 0 : TABLES.size();
            var begin = new AtomicReference<Mark>();
            await().atMost(Duration.ofMinutes(5)).pollInterval(POLL).until(() -> {
                var written = kafka.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum() - before;
                if (written > 0) {
                    begin.compareAndSet(null, Mark.now());
                }
                return written >= expected;
            });
            return begin.get().until(Mark.now(), expected);
        }
    }
}
