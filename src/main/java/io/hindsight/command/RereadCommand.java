package io.hindsight.command;

import io.hindsight.capture.CaptureException;
import io.hindsight.capture.reread.Beginnings;
import io.hindsight.capture.reread.Begun;
import io.hindsight.capture.reread.RereadProgress;
import io.hindsight.capture.reread.RereadSpan;
import io.hindsight.capture.reread.RereadText;
import io.hindsight.capture.reread.Rereading;
import io.hindsight.capture.reread.Rereading.Wish;
import io.hindsight.capture.reread.Rereadings;
import io.hindsight.capture.reread.SpanEdge;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hindsight reread}: has the running program read a span of the source's log again. */
@Command(
        name = "reread",
        description = "Has the running program read a span of the source's log again, beside capture: every version"
                + " that the warehouses lack is there then, and what they have stays as it is. Without tables and"
                + " options it says how far rereadings are.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:asked for; without tables, none has failed",
            "1:failed",
            "2:the settings or the span are wrong"
        })
public final class RereadCommand implements Callable<Integer> {

    /** Where it begins. */
    static final class SpanStart {

        @Option(
                names = "--since",
                paramLabel = "MOMENT",
                description =
                        "What was committed from then on: 2026-03-01T08:00:00Z, without Z in this machine's zone.")
        private String since;

        @Option(
                names = "--from",
                paramLabel = "PLACE",
                description =
                        "From the transaction on that stands there, as hindsight reread --dry-run writes a place.")
        private String from;
    }

    /** What becomes of one that has been asked for. */
    static final class AskedChange {

        @Option(names = "--pause", description = "Lets rereadings of the tables wait.")
        private boolean pause;

        @Option(names = "--go-on", description = "Lets them go on.")
        private boolean goOn;

        @Option(names = "--end", description = "Gives them up; what has been read stays.")
        private boolean end;

        private Wish wish() {
            return pause ? Wish.PAUSE : end ? Wish.END : Wish.GO_ON;
        }
    }

    @Mixin
    private SettingsOptions options;

    @ArgGroup
    private SpanStart beginning;

    @ArgGroup
    private AskedChange change;

    @Option(
            names = "--until",
            paramLabel = "MOMENT|PLACE",
            description = "Where it ends; where capture comes to is the default.")
    private String until;

    @Option(names = "--dry-run", description = "Says what would be read, and asks for nothing.")
    private boolean dryRun;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..*",
            description = "The tables' names in the settings, or database.table.")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.readWithTables();
        var tables = TablesAsked.of(settings, names).stream()
                .map(TableDeclaration::source)
                .distinct()
                .toList();
        var hasSpan = beginning != null || until != null || dryRun;
        var isAsked = !names.isEmpty() || hasSpan;
        if (change != null && hasSpan) {
            throw new InvalidSettingsException(
                    List.of("--pause, --go-on and --end are of what has been asked for: give tables, and no span"));
        }
        if (change == null && isAsked) {
            // what is wrong with the words is said before anybody is asked
            RereadSpan.log(settings);
            from(settings);
            until(settings);
        }
        try (var rereadings = new Rereadings(settings)) {
            rereadings.readOn();
            if (change != null) {
                return change(settings, rereadings, tables);
            }
            return isAsked ? ask(settings, rereadings, tables) : list(settings, rereadings);
        } catch (SQLException | IllegalStateException | CaptureException failed) {
            spec.commandLine()
                    .getErr()
                    .println("not read again: " + FailureText.of(failed)
                            + "; hindsight validate says what the user of capture needs");
            return ExitCodes.FAILED;
        }
    }

    /** Where histories begin that do so before the first snapshot; of what was before nothing is known. */
    private void beginnings(Settings settings) {
        try (var beginnings = new Beginnings(settings)) {
            beginnings.readOn();
            settings.tables().stream()
                    .filter(TableDeclaration::isFromLog)
                    .forEach(table -> say(table.source() + ": "
                            + beginnings
                                    .of(table.source())
                                    .map(Begun::text)
                                    .orElse("where its history begins is known when the first snapshot is complete")));
        }
    }

    private Optional<SpanEdge> from(Settings settings) {
        if (beginning == null) {
            return Optional.empty();
        }
        return Optional.of(
                beginning.since != null
                        ? SpanEdge.moment("--since", beginning.since)
                        : SpanEdge.place(RereadSpan.log(settings), "--from", beginning.from));
    }

    private Optional<SpanEdge> until(Settings settings) {
        return Optional.ofNullable(until).map(text -> SpanEdge.either(RereadSpan.log(settings), "--until", text));
    }

    private int list(Settings settings, Rereadings rereadings) {
        for (var rereading : rereadings.all()) {
            say(rereading.names() + ", asked for at " + rereading.asked() + ": "
                    + text(settings, rereading, rereadings.progress(rereading)));
        }
        beginnings(settings);
        if (rereadings.all().isEmpty()) {
            say("nothing is read again");
        }
        return rereadings.all().stream()
                        .allMatch(rereading ->
                                rereadings.progress(rereading).reason().isEmpty())
                ? 0
                : ExitCodes.FAILED;
    }

    private static String text(Settings settings, Rereading rereading, RereadProgress progress) {
        return RereadText.of(settings.source().kind(), rereading, progress);
    }

    private int ask(Settings settings, Rereadings rereadings, List<TableName> tables)
            throws SQLException, InterruptedException {
        var span = new RereadSpan(settings);
        var edge = from(settings);
        var from = span.from(edge);
        edge.map(SpanEdge::place)
                .filter(place -> !place.equals(from))
                .ifPresent(place -> say(place + " isn't where a transaction begins: from " + from
                        + " on, where the one before begins"));
        var to = span.until(until(settings));
        var rereading = span.of(tables, from, to);
        say(rereading.names() + ": " + from + " to " + to + ", " + String.format("%,d", rereading.bytes())
                + " bytes of the source's log");
        if (dryRun) {
            return 0;
        }
        rereadings.begin(rereading);
        say("asked for; hindsight reread says how far it is");
        return 0;
    }

    /** Of the tables' rereadings; of all where no table is named. */
    private int change(Settings settings, Rereadings rereadings, List<TableName> tables) {
        var meant = rereadings.all().stream()
                .filter(rereading -> rereading.tables().stream().anyMatch(tables::contains))
                .toList();
        for (var rereading : meant) {
            var progress = rereadings.progress(rereading);
            rereadings.change(rereading, change.wish());
            say(rereading.names() + ": " + text(settings, rereading.with(change.wish()), progress));
        }
        if (meant.isEmpty()) {
            spec.commandLine().getErr().println("nothing of that is read again");
            return ExitCodes.FAILED;
        }
        return 0;
    }

    private void say(String what) {
        spec.commandLine().getOut().println(what);
        spec.commandLine().getOut().flush();
    }
}
