package io.hindsight.command;

import io.hindsight.check.KafkaCheck;
import io.hindsight.check.RegistryCheck;
import io.hindsight.check.Report;
import io.hindsight.check.WarehouseCheck;
import io.hindsight.expect.ExpectationCheck;
import io.hindsight.lineage.LineageCheck;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.Settings;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.Finding;
import io.hindsight.source.PastLog;
import io.hindsight.source.Source;
import io.hindsight.source.SourceDriver;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code hindsight validate}: lists what would keep {@code run} from working, each with its cure; changes nothing
 * anywhere.
 */
@Command(
        name = "validate",
        description = "Checks settings, source, Kafka, warehouses and tables, and changes nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is wrong, see its line", "2:the settings are wrong"})
public final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.readWithTables();
        LineageCheck.check(settings.lineage());
        var report = new Report(spec.commandLine().getOut());
        report.good("settings: tables " + settings.tables().size() + ", warehouses "
                + settings.warehouses().size());
        var tables = source(settings, report);
        new KafkaCheck(settings, report).check();
        new RegistryCheck(settings.kafka().registry(), report).check();
        for (var warehouse : settings.warehouses()) {
            new WarehouseCheck(warehouse, report)
                    .check(tables.stream()
                            .filter(table -> table.declaration().warehouses().contains(warehouse.name()))
                            .toList());
        }
        new ExpectationCheck(settings, report, tables).check();
        return report.problems() == 0 ? 0 : ExitCodes.FAILED;
    }

    /** How far back a history could begin, and what could be read again. */
    private static void past(SourceSettings source, Report report) {
        var log = PastLog.of(source.kind());
        try {
            if (log.isPresent()) {
                report.good("source's log goes back to " + log.get().oldestMoment(source)
                        + "; hindsight.source.history-from=log has histories begin there");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException unreadable) {
            report.add(Finding.warning(
                    "how far the source's log goes back can't be read (" + FailureText.of(unreadable) + ")",
                    "see access/ for what the user needs"));
        }
    }

    private static List<CapturedTable> source(Settings settings, Report report) {
        var source = settings.source();
        var tables = new ArrayList<CapturedTable>();
        try (var server = Source.open(source)) {
            report.good("source " + source + ": " + source.kind() + " " + server.version() + ", commit times "
                    + server.commitTimes());
            var findings = SourceDriver.of(source.kind()).check(settings);
            findings.forEach(report::add);
            past(source, report);
            for (var declaration : settings.tables()) {
                try {
                    tables.add(CapturedTable.of(declaration, server.columns(declaration.source())));
                    report.good("source table " + declaration.source());
                } catch (InvalidTableException wrong) {
                    // a table that isn't there or has no key has been found already
                    if (findings.stream().noneMatch(found -> found.what().contains(" " + declaration.source() + " "))) {
                        report.wrong(wrong.getMessage());
                    }
                }
            }
        } catch (SQLException failure) {
            report.wrong("source " + source + " can't be used (" + FailureText.of(failure)
                    + "); check hindsight.source.hostname, port, username and password");
        }
        return tables;
    }
}
