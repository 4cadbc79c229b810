package io.hindsight.command;

import io.hindsight.observe.FailureText;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.warehouse.Statements;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hindsight ddl}: prints the statements that {@code run} would make tables and views with. */
@Command(name = "ddl", description = "Prints the statements that make the tables and views; runs none of them.")
public final class DdlCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Option(names = "--warehouse", paramLabel = "NAME", description = "Only this warehouse's.")
    private String only;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.readWithTables();
        var warehouses = settings.warehouses().stream()
                .filter(warehouse -> only == null || warehouse.name().equals(only))
                .toList();
        if (warehouses.isEmpty()) {
            throw new InvalidSettingsException(List.of("--warehouse: no warehouse is called '" + only + "'; write "
                    + settings.warehouses().stream()
                            .map(WarehouseSettings::name)
                            .collect(Collectors.joining(" or "))));
        }
        try {
            var tables = SourceTables.all(settings);
            warehouses.forEach(warehouse -> print(warehouse, tables));
            return 0;
        } catch (SQLException unreachable) {
            spec.commandLine()
                    .getErr()
                    .println("source " + settings.source() + ": the tables' columns can't be read: "
                            + FailureText.of(unreachable));
            return ExitCodes.FAILED;
        }
    }

    private void print(WarehouseSettings warehouse, Collection<CapturedTable> tables) {
        var dialect = warehouse.dialect();
        // what several tables share is said once
        var statements = new LinkedHashSet<String>();
        tables.stream()
                .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                .map(table -> Statements.of(dialect, table))
                .forEach(table -> {
                    statements.addAll(table.create());
                    statements.addAll(table.views());
                });
        PrintWriter out = spec.commandLine().getOut();
        out.println("-- " + warehouse.name() + " (" + dialect.name() + ")");
        statements.forEach(statement -> out.println(statement + ";\n"));
    }
}
