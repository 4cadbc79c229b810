package io.hindsight.command;

import io.hindsight.observe.FailureText;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.iceberg.LakeWriter;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight lake maintain}: what the writer of a lake does now and then, at once. */
@Command(
        name = "lake",
        description = "maintain: writes the tables of each lake anew where rows are deleted or files are small, and"
                + " forgets old snapshots. The running program does so by itself, and goes on beside it.")
public final class LakeCommand implements Callable<Integer> {

    /** What there is to be done. */
    enum Task {
        maintain
    }

    @Parameters(paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}")
    private Task task;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        var settings = options.readWithTables();
        var failed = false;
        for (var table : SourceTables.once(settings).values()) {
            for (var name : table.declaration().warehouses()) {
                failed |= settings.warehouse(name).lake().isPresent() && !isMaintained(settings.warehouse(name), table);
            }
        }
        return failed ? ExitCodes.FAILED : 0;
    }

    private boolean isMaintained(WarehouseSettings warehouse, CapturedTable table) {
        var lake = warehouse.lake().orElseThrow();
        var target = warehouse.name() + ": " + table.declaration().target();
        try (var writer = new LakeWriter(() -> lake.load(table.declaration()))) {
            writer.maintainNow(table, warehouse.snapshots());
            lake.views(table);
            spec.commandLine().getOut().println(target + " is as it is read best");
            return true;
        } catch (IOException | RuntimeException failure) {
            spec.commandLine().getErr().println(target + ": " + FailureText.of(failure) + "; it is as it was");
            return false;
        }
    }
}
