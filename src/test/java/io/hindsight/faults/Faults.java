package io.hindsight.faults;

import io.hindsight.settings.SourceKind;
import io.hindsight.testing.Directories;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks everything in turn while changes flow, and looks whether the histories are whole. */
@Command(
        name = "hindsight faults",
        mixinStandardHelpOptions = true,
        description =
                "Starts MySQL or PostgreSQL, three brokers, ClickHouse, PostgreSQL and the program here, changes rows in unpleasant"
                        + " ways, and kills, freezes, cuts off and slows each at random meanwhile. Then it compares every table's"
                        + " history, change by change, with what the source's triggers have written down.",
        footer = {"", "It exits with 0 if all agree, else with 1."})
public final class Faults implements Callable<Integer> {

    private static final Path DIRECTORY = Path.of("target", "faults");

    @Option(names = "--seed", defaultValue = "1", description = "Another one is another order; ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--faults", defaultValue = "40", description = "How many; ${DEFAULT-VALUE}, some 5 s each")
    private int faults;

    @Option(
            names = "--source",
            paramLabel = "<kind>",
            defaultValue = "mysql",
            description = "mysql or postgresql; ${DEFAULT-VALUE}")
    private SourceKind source;

    @Option(names = "--lake", description = "A lake too: Iceberg on S3, whose catalog is in another PostgreSQL")
    private boolean lake;

    @Option(names = "--restarts", description = "Only the program is stopped, killed and frozen, and started again")
    private boolean restarts;

    @Option(
            names = "--attacks",
            description = "Instead of that, attacks a program of 384 MB over HTTP and by what it is sent, for minutes")
    private boolean attacks;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Faults())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (restarts && source != SourceKind.POSTGRESQL) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "--restarts is for --source postgresql: of MySQL, all faults have them");
        }
        Directories.delete(DIRECTORY);
        if (attacks) {
            var stood = new Attacks(DIRECTORY, System.out).run();
            System.out.println(stood ? "it has stood all attacks" : "it hasn't stood all attacks");
            return stood ? 0 : 1;
        }
        var compared = new FaultRun(source, restarts, lake, seed, faults, DIRECTORY, System.out).run();
        compared.stream().flatMap(one -> one.words().stream()).forEach(System.out::println);
        System.out.println(FaultRun.holds(compared) ? "all histories are whole" : "not all histories are whole");
        return FaultRun.holds(compared) ? 0 : 1;
    }
}
