package io.hindsight.command;

import io.hindsight.observe.FailureText;
import io.hindsight.reconcile.Reconciliation;
import io.hindsight.reconcile.Repair;
import io.hindsight.reconcile.Standing;
import io.hindsight.reconcile.TableReport;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.camel.util.function.Suppliers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight check}: says whether the warehouses have what the source has, while both are written to. */
@Command(
        name = "check",
        description = "Compares the source's tables with what the warehouses have of them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:they agree", "1:they don't, or couldn't be compared", "2:the settings are wrong"})
public final class CheckCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description = "The tables' names in the settings, or database.table; all by default.")
    private List<String> names = List.of();

    @Option(names = "--warehouse", paramLabel = "NAME", description = "Only this warehouse.")
    private String only;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Option(
            names = "--repair",
            description = "Has rows that differ read again, and closes those that the source doesn't have any more;"
                    + " check again in a moment.")
    private boolean repair;

    @Spec
    private CommandSpec spec;

    private boolean complete = true;

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.readWithTables();
        try (var reconciliation = new Reconciliation(settings, standing(settings))) {
            var reports = compare(settings, reconciliation);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(CheckText.json(reports));
            }
            out.flush();
            return complete && reports.stream().allMatch(TableReport::agrees) ? 0 : ExitCodes.FAILED;
        } catch (SQLException | IllegalStateException failed) {
            spec.commandLine().getErr().println("can't compare: " + ExitCodes.reason(failed));
            return ExitCodes.FAILED;
        }
    }

    private List<TableReport> compare(Settings settings, Reconciliation reconciliation) throws InterruptedException {
        var reports = new ArrayList<TableReport>();
        for (var declaration : TablesAsked.of(settings, names)) {
            try {
                var table = SourceTables.once(settings, List.of(declaration)).get(declaration);
                if (table == null) {
                    throw InvalidTableException.noSuchTable(declaration);
                }
                var ofTable = compare(settings, reconciliation, table);
                reports.addAll(ofTable);
                mend(settings, table, ofTable);
            } catch (SQLException | IllegalStateException | InvalidTableException failed) {
                failed(declaration.source().toString(), failed);
            }
        }
        if (reports.isEmpty() && complete) {
            throw new InvalidSettingsException(List.of("--warehouse: none called '" + only + "' has these tables"));
        }
        return reports;
    }

    private List<TableReport> compare(Settings settings, Reconciliation reconciliation, CapturedTable table)
            throws InterruptedException {
        var reports = new ArrayList<TableReport>();
        for (var warehouse : settings.warehouses()) {
            if ((only == null || only.equals(warehouse.name())) && Reconciliation.compares(table, warehouse)) {
                try {
                    var report = reconciliation.compare(table, warehouse);
                    reports.add(report);
                    if (!json) {
                        CheckText.lines(report).forEach(spec.commandLine().getOut()::println);
                        spec.commandLine().getOut().flush();
                    }
                } catch (SQLException | IllegalStateException failed) {
                    failed(table.source() + " and " + table.declaration().target() + " in " + warehouse.name(), failed);
                }
            }
        }
        return reports;
    }

    /** The others are compared all the same. */
    private void failed(String what, Exception why) {
        complete = false;
        spec.commandLine().getErr().println("can't compare " + what + ": " + FailureText.of(why));
    }

    /** Asked once, when a row differs. */
    private static Supplier<Standing> standing(Settings settings) {
        return Suppliers.memorize(() -> RunningProgram.of(settings.http()).standing(settings.name()), stopped -> {
            throw new IllegalStateException("it was stopped", stopped);
        });
    }

    private void mend(Settings settings, CapturedTable table, List<TableReport> reports)
            throws SQLException, InterruptedException {
        if (repair && reports.stream().anyMatch(TableReport::isMendable)) {
            var offer = RereadOffer.of(settings, table.source(), reports);
            if (!json) {
                offer.ifPresent(command -> say("  versions    " + command));
            }
            var keys = new Repair(settings).mend(table, reports);
            if (!json) {
                say("  repair      " + keys + " keys are on their way; check again in a moment");
            }
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
