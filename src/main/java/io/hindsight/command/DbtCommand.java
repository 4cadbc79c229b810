package io.hindsight.command;

import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.KeepMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight dbt sources}: writes what dbt has to know of the kept tables, and models with the names of its snapshots. */
@Command(
        name = "dbt",
        description =
                "sources: writes a sources.yml of the kept tables for dbt, with the source's comments, and for each"
                        + " history a model that has the columns of a dbt snapshot.")
public final class DbtCommand implements Callable<Integer> {

    /** What there is to be written. */
    enum DbtTask {
        sources
    }

    @Parameters(paramLabel = "TASK", description = "${COMPLETION-CANDIDATES}")
    private DbtTask task;

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            defaultValue = "models/hindsight",
            description = "Of the dbt project; ${DEFAULT-VALUE} by default. Files of those names are written anew.")
    private Path directory;

    @Option(names = "--warehouse", paramLabel = "NAME", description = "Whose tables; where there are several.")
    private String only;

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var settings = options.readWithTables();
        var warehouse = warehouse(settings);
        try (var source = Source.open(settings.source())) {
            var tables = SourceTables.all(settings).stream()
                    .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                    .toList();
            var comments = source.comments(tables.stream()
                    .map(table -> table.declaration().source())
                    .distinct()
                    .toList());
            var files = new DbtFiles(settings.name(), warehouse);
            write("sources.yml", files.sources(tables, comments));
            for (CapturedTable table : tables) {
                if (table.declaration().keep() == KeepMode.HISTORY) {
                    write(DbtFiles.model(table) + ".sql", files.snapshot(table));
                }
            }
            return 0;
        } catch (SQLException failed) {
            spec.commandLine().getErr().println("nothing is written: " + ExitCodes.reason(failed));
            return ExitCodes.FAILED;
        }
    }

    private WarehouseSettings warehouse(Settings settings) {
        var all = settings.warehouses().stream()
                .filter(warehouse -> warehouse.lake().isEmpty())
                .filter(warehouse -> only == null || warehouse.name().equals(only))
                .toList();
        if (all.size() != 1) {
            throw new InvalidSettingsException(List.of("--warehouse: write one of "
                    + settings.warehouses().stream()
                            .filter(warehouse -> warehouse.lake().isEmpty())
                            .map(WarehouseSettings::name)
                            .collect(Collectors.joining(", "))));
        }
        return all.get(0);
    }

    private void write(String name, String text) throws IOException {
        var file = Files.createDirectories(directory).resolve(name);
        Files.writeString(file, text);
        spec.commandLine().getOut().println(file);
    }
}
