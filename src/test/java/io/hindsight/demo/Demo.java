package io.hindsight.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The whole way from MySQL to the history in ClickHouse and PostgreSQL on this machine, to be watched and compared. */
@Command(
        name = "hindsight demo",
        sortOptions = false,
        description = "Starts MySQL, Kafka, ClickHouse and PostgreSQL here, changes rows in MySQL, and keeps their"
                + " history in both warehouses, live. At the end it looks back in time, and compares source and"
                + " history row by row.",
        footer = {"", "It exits with 0 if source and history agree, else with 1."})
public final class Demo implements Callable<Integer> {

    private static final double USUAL_RATE = 50;
    private static final Path DIRECTORY = Path.of(".hindsight");

    @Parameters(
            arity = "0..1",
            paramLabel = "<scenario>",
            description = "A folder of scenarios/, like shop, or the path of one of your own; default: a workload of"
                    + " item assets, compared at the end")
    private String scenario;

    @Option(
            names = "-D",
            paramLabel = "<key=value>",
            description = "A setting of the scenario that wins over its file's")
    private Map<String, String> settings = new TreeMap<>();

    @Option(
            names = {"--check", "--experiment"},
            paramLabel = "<name>",
            description = "Does a check of the scenario's checks/, and ends; it exits with 0 if all of it passes")
    private List<String> checks = List.of();

    @Option(
            names = "--for",
            paramLabel = "<duration>",
            converter = DurationOption.class,
            defaultValue = DurationOption.WITHOUT_END,
            description = "How long to run, like 60s or 5m; default: until Ctrl-C")
    private Duration duration;

    @Option(
            names = "--rate",
            paramLabel = "<number>",
            description = "Changes per second, of a scenario its actions: traffic.rate; default: 50, of a scenario"
                    + " what it says")
    private Double rate;

    @Option(
            names = "--seed",
            paramLabel = "<number>",
            description = "Other seeds make other changes: traffic.seed; default: 1")
    private Long seed;

    @Option(names = "--fresh", description = "Begins anew; else it goes on with its data in%n.hindsight/demo")
    private boolean fresh;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this")
    private boolean help;

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Ending ending = new Ending(out);

    public static void main(String[] arguments) {
        var demo = new Demo();
        int code = new CommandLine(demo)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    DemoLog.keep(failure);
                    demo.out.println("\n" + Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
                    return 1;
                })
                .execute(arguments);
        demo.ending.ended(code);
        System.exit(code);
    }

    @Override
    public Integer call() throws Exception {
        if (rate != null && rate <= 0) {
            throw new IllegalArgumentException("--rate: a number above 0, like 50");
        }
        ending.listen();
        traffic();
        settings.forEach(System::setProperty);
        return scenario == null ? compare() : run(Scenario.find(scenario));
    }

    private void traffic() {
        if (rate != null) {
            settings.put("traffic.rate", String.valueOf(Math.max(1, Math.round(rate))));
        }
        if (seed != null) {
            settings.put("traffic.seed", String.valueOf(seed));
        }
    }

    private DemoDirectory open(Path home) throws IOException {
        var directory = DemoDirectory.open(home, fresh);
        DemoLog.writeTo(home.resolve("demo.log"));
        out.println((directory.isResumed() ? "Going on in " : "Starting in ") + home.toAbsolutePath() + "\n");
        return directory;
    }

    private int run(Scenario chosen) throws Exception {
        var home = DIRECTORY.resolve(chosen.name());
        var files = chosen.checks(checks);
        var directory = open(home);
        return new ScenarioRun(chosen, home, ending, out).run(directory, settings, files, duration) ? 0 : 1;
    }

    private int compare() throws Exception {
        var home = DIRECTORY.resolve("demo");
        var directory = open(home);
        Agreement agreement;
        try (var servers = DemoServers.start(Shop.settings(), home, out)) {
            agreement = new DemoRun(servers, ending, out)
                    .run(directory, rate == null ? USUAL_RATE : rate, seed == null ? 1 : seed, duration);
        }
        out.println("Everything is stopped. The next start goes on from here; with --fresh it begins anew.\n");
        agreement.first().forEach(out::println);
        out.println(agreement);
        return agreement.holds() ? 0 : 1;
    }
}
