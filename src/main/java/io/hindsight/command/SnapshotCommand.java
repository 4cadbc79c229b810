package io.hindsight.command;

import io.hindsight.observe.FailureText;
import io.hindsight.reconcile.Difference;
import io.hindsight.reconcile.Reconciliation;
import io.hindsight.reconcile.Repair;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import java.sql.SQLException;
import java.util.ArrayList;
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
        var settings = options.read();
        try (var source = Source.open(settings.source());
                var reconciliation = new Reconciliation(settings)) {
            var tables = TablesAsked.of(settings, SourceTables.once(settings), names);
            source.requestSnapshot(tables);
            for (var table : tables) {
                say(table.source() + ": asked for; hindsight status says how far it is");
                var gone = gone(settings, reconciliation, table);
                new Repair(settings).close(table, gone);
                say(table.source() + ": " + gone.size() + " rows that are gone from the source closed");
            }
            return 0;
        } catch (SQLException | IllegalStateException failed) {
            spec.commandLine().getErr().println("no snapshot: " + FailureText.of(failed));
            return ExitCodes.FAILED;
        }
    }

    /** What a snapshot can't tell: the rows that it doesn't find. */
    private static List<Difference> gone(Settings settings, Reconciliation reconciliation, CapturedTable table)
            throws SQLException, InterruptedException {
        var gone = new ArrayList<Difference>();
        for (var warehouse : settings.warehouses()) {
            if (Reconciliation.compares(table, warehouse)) {
                gone.addAll(reconciliation.gone(table, warehouse));
            }
        }
        return gone;
    }

    private void say(String what) {
        spec.commandLine().getOut().println(what);
        spec.commandLine().getOut().flush();
    }
}
