package io.hindsight.demo;

import io.hindsight.testing.RunningProgram;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One run of a scenario: its servers, what it needs in them, and the program in its folder, until it's to end. */
final class ScenarioRun {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Scenario scenario;
    private final Path home;
    private final Ending ending;
    private final PrintStream out;

    ScenarioRun(Scenario scenario, Path home, Ending ending, PrintStream out) {
        this.scenario = scenario;
        this.home = home;
        this.ending = ending;
        this.out = out;
    }

    /** Runs for so long, or until it's asked to end. */
    void run(DemoDirectory directory, List<String> options, Duration duration) throws Exception {
        var settings = scenario.settings();
        try (var servers = DemoServers.start(settings, home, out)) {
            var databases = new ScenarioDatabases(scenario, settings, servers);
            var addresses = prepare(directory, databases);
            addresses.put("hindsight.http.port", String.valueOf(settings.http().port()));
            ending.becomeOrderly();
            try (var program = RunningProgram.start(scenario.directory(), home, addresses, options)) {
                directory.becomeWhole();
                introduce(servers, program);
                watch(program, duration);
            }
        }
        out.println("Everything is stopped. The next start goes on from here; with --fresh it begins anew.");
    }

    private Map<String, String> prepare(DemoDirectory directory, ScenarioDatabases databases) throws SQLException {
        var addresses = databases.addresses();
        // the launcher reads the same settings as the program does
        addresses.forEach(System::setProperty);
        if (!directory.isResumed()) {
            databases.fillSource();
        }
        databases.createDatabases();
        databases.createTables(scenario.settings());
        return addresses;
    }

    private void introduce(DemoServers servers, RunningProgram program) {
        var source = servers.source();
        out.printf(
                """
                  Hindsight   runs at %s

                Look for yourself, while it runs:

                  mysql -h%s -P%d -u%s -p%s
                """,
                program.address(), source.host(), source.port(), source.username(), source.password());
        scenario.settings().warehouses().stream()
                .filter(warehouse -> servers.warehouses().containsKey(warehouse.name()))
                .forEach(warehouse -> out.println("  "
                        + Clients.command(
                                warehouse.kind().name(),
                                servers.warehouses().get(warehouse.name()),
                                ScenarioDatabases.database(warehouse))));
        out.println("\nThe program's own words go to " + program.log() + "\n");
    }

    private void watch(RunningProgram program, Duration duration) throws InterruptedException {
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
