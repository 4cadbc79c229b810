package io.hindsight.demo;

import io.hindsight.testing.RunningProgram;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One run of a scenario: its servers, what it needs in them, and the program in its folder, until it's to end. */
final class ScenarioRun {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Scenario scenario;
    private final Path home;
    private final Ending ending;
    private final PrintStream out;
    private Map<String, String> addresses = Map.of();
    private RunningProgram program;

    ScenarioRun(Scenario scenario, Path home, Ending ending, PrintStream out) {
        this.scenario = scenario;
        this.home = home;
        this.ending = ending;
        this.out = out;
    }

    /**
     * Runs for so long, or until it's asked to end; or does the checks and ends.
     *
     * @param options the user's own settings
     * @param checks files of the scenario's checks
     * @return whether all checks passed
     */
    boolean run(DemoDirectory directory, Map<String, String> options, List<Path> checks, Duration duration)
            throws Exception {
        var settings = scenario.settings();
        boolean passed;
        try (var servers = DemoServers.start(settings, home, out)) {
            var databases = new ScenarioDatabases(scenario, settings, servers);
            addresses = prepare(directory, databases);
            addresses.put("hindsight.http.port", String.valueOf(settings.http().port()));
            ending.becomeOrderly();
            try {
                start(options);
                directory.becomeWhole();
                introduce(servers);
                passed = passes(servers, options, checks);
                if (checks.isEmpty()) {
                    watch(duration);
                }
            } finally {
                stop();
            }
        }
        out.println("Everything is stopped. The next start goes on from here; with --fresh it begins anew.");
        return passed;
    }

    private boolean passes(DemoServers servers, Map<String, String> options, List<Path> checks) throws Exception {
        var passed = true;
        for (var check : checks) {
            out.println(check.getFileName());
            passed &= new Check(servers, scenario.settings().warehouses(), program, more -> restart(options, more), out)
                    .passes(CheckStep.read(check));
        }
        return passed;
    }

    private void start(Map<String, String> options) {
        program = RunningProgram.start(
                scenario.directory(),
                home,
                addresses,
                options.entrySet().stream()
                        .flatMap(option -> Stream.of("-D", option.getKey() + "=" + option.getValue()))
                        .toList());
    }

    private RunningProgram restart(Map<String, String> options, Map<String, String> more) {
        stop();
        var all = new TreeMap<>(options);
        all.putAll(more);
        start(all);
        return program;
    }

    private void stop() {
        if (program != null) {
            program.close();
        }
    }

    private Map<String, String> prepare(DemoDirectory directory, ScenarioDatabases databases) throws Exception {
        var addresses = databases.addresses();
        // the launcher reads the same settings as the program does
        addresses.forEach(System::setProperty);
        if (!directory.isResumed()) {
            databases.fillSource();
        }
        databases.createTopics();
        databases.createDatabases();
        databases.createTables(scenario.settings());
        return addresses;
    }

    private void introduce(DemoServers servers) {
        var source = servers.source();
        out.printf(
                """
                  Hindsight   runs at %s

                Look for yourself, while it runs:

                  %s
                """,
                program.address().resolve(scenario.settings().console().enabled() ? "/console/" : "/"),
                Clients.command(
                        servers.sourceDatabase().isEmpty() ? "mysql" : "postgresql", source, servers.sourceDatabase()));
        scenario.settings().warehouses().stream()
                .filter(warehouse -> servers.warehouses().containsKey(warehouse.name()))
                .forEach(warehouse -> out.println("  "
                        + Clients.command(
                                warehouse.dialect().name(),
                                servers.warehouses().get(warehouse.name()),
                                ScenarioDatabases.database(warehouse))));
        out.println("\nThe program's own words go to " + program.log() + "\n");
    }

    private void watch(Duration duration) throws InterruptedException {
        var view = new StatusView(program, out);
        var deadline = System.nanoTime() + duration.toNanos();
        while (!ending.isAsked() && System.nanoTime() < deadline) {
            if (!program.isAlive()) {
                throw new IllegalStateException("The program has ended by itself; see " + program.log());
            }
            view.show();
            var left = Duration.ofNanos(deadline - System.nanoTime());
            ending.awaitAsked(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
        }
    }
}
