package io.hindsight.bench;

import io.hindsight.settings.SourceKind;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The same changes from a MySQL and from a PostgreSQL, in turns: captured alone, end to end, and how fresh they are. */
final class SourcesBench {

    private static final String WAREHOUSE = "clickhouse";
    private static final List<SourceKind> KINDS = List.of(SourceKind.MYSQL, SourceKind.POSTGRESQL);

    private final Path directory;
    private final Map<String, Map<SourceKind, List<Double>>> figures = new LinkedHashMap<>();

    private SourcesBench(Path directory) {
        this.directory = directory;
    }

    /** Prints each round, and then the medians and their ratios: PostgreSQL to MySQL. */
    static void run(Path directory, int changes, int rounds, int rate, int seconds) throws Exception {
        new SourcesBench(directory).run(changes, rounds, rate, seconds);
        for (var kind : KINDS) {
            CaptureBench.run(kind, changes, rounds);
        }
    }

    private void run(int changes, int rounds, int rate, int seconds) throws Exception {
        var origins = new LinkedHashMap<SourceKind, Origin>();
        var workloads = new LinkedHashMap<SourceKind, Workload>();
        var turns = new LinkedHashMap<SourceKind, List<Turn>>();
        for (var kind : KINDS) {
            origins.put(kind, new Origin(kind, Unique.name("sources")));
            workloads.put(kind, new Workload(origins.get(kind)));
            workloads.get(kind).first();
            turns.put(kind, new ArrayList<>());
            // each begins before there are changes, and reads all of them
            for (var turn = 0; turn < 2 * rounds; turn++) {
                turns.get(kind)
                        .add(new Turn(Program.JAR, directory, origins.get(kind))
                                .begin()
                                .into(WAREHOUSE));
            }
        }
        for (var workload : workloads.values()) {
            workload.fill(changes);
        }
        var versions = Workload.TABLES.size() + changes;
        for (var round = 0; round < rounds; round++) {
            // who begins finds the machine as the last round left it
            for (var kind : round % 2 == 0 ? KINDS : List.of(KINDS.get(1), KINDS.get(0))) {
                note("capture", kind, turns.get(kind).get(2 * round).capture(changes));
            }
            for (var kind : round % 2 == 0 ? KINDS : List.of(KINDS.get(1), KINDS.get(0))) {
                note("end to end", kind, turns.get(kind).get(2 * round + 1).keep(WAREHOUSE, versions));
            }
        }
        figures.forEach((what, kinds) -> System.out.printf(
                "%-40s MySQL %,.1f, PostgreSQL %,.1f, ratio %.2f%n",
                what,
                median(kinds.get(SourceKind.MYSQL)),
                median(kinds.get(SourceKind.POSTGRESQL)),
                median(kinds.get(SourceKind.POSTGRESQL)) / median(kinds.get(SourceKind.MYSQL))));
        for (var kind : KINDS) {
            var delay = turns.get(kind).get(1).fresh(WAREHOUSE, versions, rate, seconds);
            System.out.printf(
                    "%-10s at %,d changes/s visible after p50 %.2f s, p95 %.2f s, p99 %.2f s%n",
                    kind, rate, delay.p50(), delay.p95(), delay.p99());
        }
    }

    private void note(String part, SourceKind kind, Turn.Cost cost) {
        System.out.printf(
                "%-12s %-10s %,.0f changes/s, %.0f µs of processor a change%n",
                part, kind, cost.perSecond(), cost.processorMillis() * 1e3);
        note(part + ", changes/s", kind, cost, Turn.Cost::perSecond);
        note(part + ", µs of processor a change", kind, cost, each -> each.processorMillis() * 1e3);
    }

    private void note(String what, SourceKind kind, Turn.Cost cost, ToDoubleFunction<Turn.Cost> figure) {
        figures.computeIfAbsent(what, any -> new LinkedHashMap<>())
                .computeIfAbsent(kind, any -> new ArrayList<>())
                .add(figure.applyAsDouble(cost));
    }

    private static double median(List<Double> all) {
        var sorted = all.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
