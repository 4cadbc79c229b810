package io.hindsight.command;

import io.hindsight.capture.held.HeldTables;
import io.hindsight.capture.held.Hold;
import io.hindsight.kafka.TableTopics;
import io.hindsight.observe.FailureText;
import io.hindsight.reconcile.NewReading;
import io.hindsight.reconcile.Reconciliation;
import io.hindsight.settings.Settings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceTables;
import io.hindsight.table.CapturedTable;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight resume}: lets a held table go on, when what it was held for is mended. */
@Command(
        name = "resume",
        description =
                "Lets tables that are held go on, when the cause is removed: what they were held for is read again from"
                        + " the source's log. What it hasn't any more is lost, and all rows are read anew.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:they go on", "1:one isn't held, or it failed", "2:the settings are wrong"})
public final class ResumeCommand implements Callable<Integer> {

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
        try (var held = HeldTables.read(settings);
                var source = Source.open(settings.source());
                var reconciliation = new Reconciliation(settings)) {
            var reading = new NewReading(settings, source, reconciliation, this::say);
            var done = true;
            for (var name : names) {
                done &= resume(settings, held, source, reading, name);
            }
            return done ? 0 : ExitCodes.FAILED;
        } catch (SQLException | IllegalStateException failed) {
            spec.commandLine().getErr().println("not resumed: " + FailureText.of(failed));
            return ExitCodes.FAILED;
        }
    }

    private boolean resume(Settings settings, HeldTables held, Source source, NewReading reading, String name)
            throws SQLException, InterruptedException {
        var tables = SourceTables.once(settings, TablesAsked.sharingSource(settings, name))
                .values();
        var hold = tables.stream().findFirst().flatMap(table -> held.open(table.source()));
        if (hold.isEmpty()) {
            spec.commandLine().getErr().println(name + " isn't held");
            return false;
        }
        for (var table : tables) {
            TableTopics.fault(settings, table.declaration()).ifPresent(fault -> {
                throw new IllegalStateException(fault + "; " + TableTopics.cure(settings, table.declaration()));
            });
        }
        return resume(settings, held, source, reading, hold.get(), tables);
    }

    private boolean resume(
            Settings settings,
            HeldTables held,
            Source source,
            NewReading reading,
            Hold hold,
            Collection<CapturedTable> tables)
            throws SQLException, InterruptedException {
        var end = source.end();
        var ended = hold.endedAt(end, settings.source().epoch());
        held.store(ended);
        // only now: what is read again or anew is sent where capture knows that the table isn't held any more
        var isWhole = new HeldSpan(settings, this::say).read(hold, end);
        if (!isWhole) {
            reading.ask(tables.stream().limit(1).toList());
        }
        held.readOn();
        if (held.open(hold.table()).filter(ended::equals).isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("not resumed: " + held.open(hold.table()).orElse(ended));
            return false;
        }
        held.store(ended.over());
        say(hold.table() + ": goes on from " + end
                + (isWhole
                        ? ", and all that it was held for is sent"
                        : "; versions from " + hold.since() + " to now are lost, but for the rows as they are now"));
        if (!isWhole) {
            for (var table : tables) {
                reading.closeGone(table);
            }
        }
        return true;
    }

    private void say(String what) {
        spec.commandLine().getOut().println(what);
        spec.commandLine().getOut().flush();
    }
}
