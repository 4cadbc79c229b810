package io.hindsight.bench;

import io.hindsight.testing.TestServers;
import io.hindsight.testing.Unique;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Another jar and this source tree's, in turns over the same changes of the same binlog. What a machine does meanwhile
 * meets both, so that their ratio says more than either figure.
 */
final class Against {

    private static final List<String> SIDES = List.of("old", "new");

    private final Map<String, Path> jars;
    private final Path directory;
    private final List<String> warehouses;
    private final String source = Unique.name("source");
    private final Map<String, Map<String, List<Turn.Cost>>> costs = new LinkedHashMap<>();

    private Against(Path old, Path directory, List<String> warehouses) {
        this.jars = Map.of("old", old, "new", Program.JAR);
        this.directory = directory;
        this.warehouses = warehouses;
    }

    /** Prints, after so many rounds, the medians of both and their ratios: new to old. */
    static void run(Path old, Path directory, List<String> warehouses, int changes, int rounds) throws Exception {
        new Against(old, directory, warehouses).run(changes, rounds);
    }

    private void run(int changes, int rounds) throws Exception {
        var workload = new Workload(TestServers.mySql(), source);
        workload.first();
        var first = Workload.TABLES.size();
        var captures = new ArrayList<Map<String, Turn>>();
        var wholes = new ArrayList<Map<String, Map<String, Turn>>>();
        for (var round = 0; round < rounds; round++) {
            captures.add(new LinkedHashMap<>());
            wholes.add(new LinkedHashMap<>());
            for (var side : SIDES) {
                captures.get(round).put(side, turn(side));
                var whole = new LinkedHashMap<String, Turn>();
                for (var warehouse : warehouses) {
                    captures.get(round).get(side).into(warehouse);
                    whole.put(warehouse, turn(side).into(warehouse));
                }
                wholes.get(round).put(side, whole);
            }
        }
        workload.fill(changes);
        for (var round = 0; round < rounds; round++) {
            // who begins finds the machine as the last round left it
            var turns = round % 2 == 0 ? SIDES : List.of(SIDES.get(1), SIDES.get(0));
            for (var side : turns) {
                note("capture", side, captures.get(round).get(side).capture(changes));
            }
            for (var warehouse : warehouses) {
                for (var side : turns) {
                    note(
                            warehouse + " apply",
                            side,
                            captures.get(round).get(side).keep(warehouse, first + changes));
                }
                for (var side : turns) {
                    var whole = wholes.get(round).get(side).get(warehouse);
                    note(warehouse + " end to end", side, whole.keep(warehouse, first + changes));
                }
            }
        }
        costs.forEach((part, sides) -> {
            print(part, "changes/s", sides, Turn.Cost::perSecond);
            print(part, "µs of processor a change", sides, cost -> cost.processorMillis() * 1e3);
            print(part, "MB of memory at its peak", sides, Turn.Cost::peakMegabytes);
        });
    }

    private Turn turn(String side) throws Exception {
        return new Turn(jars.get(side), directory, source).begin();
    }

    private void note(String part, String side, Turn.Cost cost) {
        costs.computeIfAbsent(part, any -> new LinkedHashMap<>())
                .computeIfAbsent(side, any -> new ArrayList<>())
                .add(cost);
        System.out.printf(
                "%-22s %s %,.0f changes/s, %.0f µs of processor a change, peak memory %.0f MB%n",
                part, side, cost.perSecond(), cost.processorMillis() * 1e3, cost.peakMegabytes());
    }

    private static void print(
            String part, String unit, Map<String, List<Turn.Cost>> sides, ToDoubleFunction<Turn.Cost> figure) {
        var old = sides.get("old").stream().mapToDouble(figure).toArray();
        var now = sides.get("new").stream().mapToDouble(figure).toArray();
        System.out.printf(
                "%-22s %-24s old %,.0f, new %,.0f, ratio %.2f (rounds: %s)%n",
                part,
                unit,
                median(old),
                median(now),
                median(now) / median(old),
                IntStream.range(0, old.length)
                        .mapToObj(round -> "%.2f".formatted(now[round] / old[round]))
                        .collect(Collectors.joining(", ")));
    }

    private static double median(double[] figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
