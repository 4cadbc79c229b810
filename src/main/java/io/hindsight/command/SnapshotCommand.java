package io.hindsight.command;

import io.hindsight.capture.held.HeldTables;
import io.hindsight.reconcile.NewReading;
import io.hindsight.reconcile.Reconciliation;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.table.CapturedTable;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight snapshot}: makes the running program read tables once more, while changes flow. */
@Command(
        name = "snapshot",
        description =
                "Has the running program read tables once more while changes flow, and closes rows that are gone.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:asked for; hindsight status says how far it is", "1:failed", "2:the settings are wrong"})
public final class SnapshotCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(
            paramLabel = "TABLE",
            arity = "1..*",
            description = "The tables' names in the settings, or database.table.")
    private List<String> names;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.readWithTables();
        try (var source = Source.open(settings.source());
                var reconciliation = new Reconciliation(settings)) {
            var tables = TablesAsked.captured(settings, names);
            areCaptured(settings, tables);
            areNotHeld(settings, tables);
            var reading = new NewReading(settings, source, reconciliation, this::say);
            reading.ask(tables);
            for (var table : tables) {
                reading.closeGone(table);
            }
            return 0;
        } catch (SQLException | IllegalStateException failed) {
            spec.commandLine().getErr().println("no snapshot: " + ExitCodes.reason(failed));
            return ExitCodes.FAILED;
        }
    }

    /** The engine passes over what it doesn't capture, and nobody would hear of it. */
    private static void areCaptured(Settings settings, List<CapturedTable> tables) throws InterruptedException {
        var program = RunningProgram.of(settings.http());
        for (var table : tables) {
            if (!program.knows(settings.name(), table.source()).orElse(true)) {
                throw new IllegalStateException("the program at " + program + " doesn't have " + table.source()
                        + ": start it again with these settings first");
            }
        }
    }

    private static void areNotHeld(Settings settings, List<CapturedTable> tables) {
        try (var held = HeldTables.read(settings)) {
            tables.stream()
                    .flatMap(table -> held.open(table.source()).stream())
                    .findFirst()
                    .ifPresent(hold -> {
                        throw new IllegalStateException(hold + "; hindsight resume reads it anew");
                    });
        }
    }

    private void say(String what) {
        spec.commandLine().getOut().println(what);
        spec.commandLine().getOut().flush();
    }
}
