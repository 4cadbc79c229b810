package io.hindsight.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the program against its own parts, all in one run on real servers. */
@Command(
        name = "hindsight bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures capture, reading again, apply, end to end, freshness, the cost of a batch, the lake, a PostgreSQL as the source beside a MySQL, memory, start-up, the shop's API, the console's questions and many tables.")
public final class Bench implements Callable<Integer> {

    @Option(
            names = "--changes",
            defaultValue = "300000",
            description = "row changes to write; default ${DEFAULT-VALUE}")
    private int changes;

    @Option(names = "--rounds", defaultValue = "3", description = "turns of what is compared; default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--rate",
            defaultValue = "1000",
            description = "changes a second for freshness; default ${DEFAULT-VALUE}")
    private int rate;

    @Option(
            names = "--requests",
            defaultValue = "200",
            description = "requests a second to the shop's API; default ${DEFAULT-VALUE}")
    private int requests;

    @Option(
            names = "--warm-up",
            defaultValue = "180",
            description = "seconds of the same load before the shop and its API are measured; default ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "how long freshness is watched; default ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--versions",
            defaultValue = "10000000",
            description = "versions in the history that the console's questions go to; default ${DEFAULT-VALUE}")
    private int versions;

    @Option(
            names = "--questions",
            defaultValue = "100",
            description = "how many of each kind; default ${DEFAULT-VALUE}")
    private int questions;

    @Option(
            names = "--tables",
            defaultValue = "200",
            description = "small tables of the part tables; default ${DEFAULT-VALUE}")
    private int tables;

    @Option(
            names = "--warehouses",
            defaultValue = "2",
            description = "warehouses that each of them goes to, 1 (ClickHouse) or 2; default ${DEFAULT-VALUE}")
    private int warehouses;

    @Option(names = "--jar", description = "another jar than this source tree's, for the part tables")
    private Path jar = Program.JAR;

    @Option(
            names = "--against",
            paramLabel = "JAR",
            description =
                    "an older jar: instead of all parts, it and this source tree's take turns at capture, apply and"
                            + " end to end, into those warehouses that --only names; prints ratios, new to old")
    private Path against;

    @Option(
            names = "--only",
            split = ",",
            defaultValue = "capture,reread,clickhouse,postgres,postgresql,batch,iceberg,shop,api,history,tables",
            description = "parts to measure, comma separated; default ${DEFAULT-VALUE}")
    private List<String> parts;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        System.out.printf(
                "%d processors, Java %s, %,d changes%n",
                Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), changes);
        if (against != null) {
            Against.run(
                    against.toAbsolutePath(),
                    Path.of("target/bench").toAbsolutePath(),
                    Stream.of("clickhouse", "postgres").filter(parts::contains).toList(),
                    changes,
                    rounds);
            return 0;
        }
        if (parts.contains("capture")) {
            CaptureBench.run(changes, rounds);
        }
        if (parts.contains("reread")) {
            RereadBench.run(Path.of("target/bench").toAbsolutePath(), changes, rate / 2, seconds);
        }
        for (var warehouse : List.of("clickhouse", "postgres")) {
            if (parts.contains(warehouse)) {
                new Flow(warehouse, Path.of("target/bench").toAbsolutePath()).run(changes, rate, seconds);
            }
        }
        if (parts.contains("postgresql")) {
            SourcesBench.run(Path.of("target/bench").toAbsolutePath(), changes, rounds, rate, seconds);
        }
        if (parts.contains("batch")) {
            BatchCost.run();
        }
        if (parts.contains("iceberg")) {
            LakeBench.run(Path.of("target/bench").toAbsolutePath());
        }
        if (parts.contains("shop")) {
            ShopBench.run(Path.of("target/bench").toAbsolutePath(), rate, warmUp, seconds);
        }
        if (parts.contains("api")) {
            ApiBench.run(Path.of("target/bench").toAbsolutePath(), requests, rate, warmUp, seconds);
        }
        if (parts.contains("history")) {
            HistoryBench.run(Path.of("target/bench").toAbsolutePath(), versions, questions);
        }
        if (parts.contains("tables")) {
            TablesBench.run(jar.toAbsolutePath(), Path.of("target/bench").toAbsolutePath(), tables, warehouses);
        }
        return 0;
    }
}
