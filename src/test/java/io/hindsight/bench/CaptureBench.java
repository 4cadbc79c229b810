package io.hindsight.bench;

import static io.hindsight.testing.Await.await;

import com.sun.management.OperatingSystemMXBean;
import io.hindsight.capture.CapturePipeline;
import io.hindsight.capture.RawEngine;
import io.hindsight.settings.SourceKind;
import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Compares the capture route, up to Kafka's acknowledgement, with Debezium alone, whose changes go nowhere: the same
 * changes of the same binlog, in turns, in one JVM.
 */
public final class CaptureBench {

    private static final Duration POLL = Duration.ofMillis(50);

    private final Origin origin;
    private final int changes;

    private CaptureBench(Origin origin, int changes) {
        this.origin = origin;
        this.changes = changes;
    }

    /** Prints a line for each round. */
    static void run(int changes, int rounds) throws Exception {
        run(SourceKind.MYSQL, changes, rounds);
    }

    /** The same of a kind of source. */
    static void run(SourceKind kind, int changes, int rounds) throws Exception {
        new CaptureBench(new Origin(kind, Unique.name("bench")), changes).run(rounds);
    }

    private void run(int rounds) throws Exception {
        var workload = new Workload(origin);
        workload.first();
        var raw = new ArrayList<Path>();
        var routes = new ArrayList<String>();
        for (var round = 0; round < rounds; round++) {
            raw.add(Files.createTempDirectory("bench"));
            routes.add(Unique.name("bench"));
            raw(raw.get(round), Workload.TABLES.size());
            route(routes.get(round), Workload.TABLES.size());
        }
        workload.fill(changes);
        for (var round = 0; round < rounds; round++) {
            var alone = raw(raw.get(round), changes);
            var routed = route(routes.get(round), changes);
            System.out.printf(
                    "%s, round %d: Debezium alone %s, capture to Kafka %s, ratio %.2f%n",
                    origin, round + 1, alone, routed, routed.perSecond() / alone.perSecond());
        }
    }

    /** Where a measurement began. */
    private record Mark(long nanoTime, long cpuNanos) {

        static Mark now() {
            return new Mark(System.nanoTime(), processor().getProcessCpuTime());
        }

        Cost until(Mark end, long changes) {
            return new Cost(changes * 1e9 / (end.nanoTime - nanoTime), (end.cpuNanos - cpuNanos) / 1e3 / changes);
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

    /** Measures from the first batch to the last. */
    private Cost raw(Path directory, long expected) throws IOException {
        var seen = new AtomicLong();
        var begin = new AtomicReference<Mark>();
        var end = new AtomicReference<Mark>();
        try (var engine = RawEngine.of(
                origin.kind(),
                origin.server(),
                origin.database(),
                batch -> {
                    begin.compareAndSet(null, Mark.now());
                    var rows = batch.stream()
                            // the topic "raw" has the schema's changes
                            .filter(change -> change.topic().startsWith("raw."))
                            .count();
                    if (seen.addAndGet(rows) >= expected) {
                        end.compareAndSet(null, Mark.now());
                    }
                },
                directory)) {
            await().pollInterval(POLL).until(() -> end.get() != null);
        }
        return begin.get().until(end.get(), expected);
    }

    /** Measures from the first change in Kafka to the last. */
    private Cost route(String name, long expected) {
        var tables = Workload.TABLES.stream().map(origin::table).toList();
        try (var pipeline = CapturePipeline.start(name, origin.server(), TestServers.kafka(), tables, origin.more());
                var kafka = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            await().until(pipeline::isUp);
            var partitions = tables.stream()
                    .flatMap(table -> kafka.partitionsFor(name + "." + table).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            var before = expected == Workload.TABLES.size() ? 0 : Workload.TABLES.size();
            var begin = new AtomicReference<Mark>();
            await().pollInterval(POLL).until(() -> {
                var written = kafka.endOffsets(partitions).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        - before;
                if (written > 0) {
                    begin.compareAndSet(null, Mark.now());
                }
                return written >= expected;
            });
            return begin.get().until(Mark.now(), expected);
        }
    }
}
