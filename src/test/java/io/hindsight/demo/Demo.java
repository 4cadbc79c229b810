package io.hindsight.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    private Map<String, String> settings = Map.of();

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
            defaultValue = "50",
            description = "Changes per second; default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--seed",
            paramLabel = "<number>",
            defaultValue = "1",
            description = "Other seeds make other changes; default: ${DEFAULT-VALUE}")
    private long seed;

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
        if (rate <= 0) {
            throw new IllegalArgumentException("--rate: a number above 0, like 50");
        }
        ending.listen();
        settings.forEach(System::setProperty);
        return scenario == null ? compare() : run(Scenario.find(scenario));
    }

    private DemoDirectory open(Path home) throws IOException {
        var directory = DemoDirectory.open(home, fresh);
        DemoLog.writeTo(home.resolve("demo.log"));
        out.println((directory.isResumed() ? "Going on in " : "Starting in ") + home.toAbsolutePath() + "\n");
        return directory;
    }

    private int run(Scenario chosen) throws Exception {
        var home = DIRECTORY.resolve(chosen.name());
        var options = settings.entrySet().stream()
                .flatMap(setting -> Stream.of("-D", setting.getKey() + "=" + setting.getValue()))
                .toList();
        var directory = open(home);
        new ScenarioRun(chosen, home, ending, out).run(directory, options, duration);
        return 0;
    }

    private int compare() throws Exception {
        var home = DIRECTORY.resolve("demo");
        var directory = open(home);
        Agreement agreement;
        try (var servers = DemoServers.start(Shop.settings(), home, out)) {
            agreement = new DemoRun(servers, ending, out).run(directory, rate, seed, duration);
        }
        out.println("Everything is stopped. The next start goes on from here; with --fresh it begins anew.\n");
        agreement.first().forEach(out::println);
        out.println(agreement);
        return agreement.holds() ? 0 : 1;
    }
}
