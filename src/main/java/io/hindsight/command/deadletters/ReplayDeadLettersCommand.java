package io.hindsight.command.deadletters;

import io.hindsight.command.ExitCodes;
import io.hindsight.command.RunningProgram;
import io.hindsight.command.SettingsOptions;
import io.hindsight.deadletter.DeadLetter;
import io.hindsight.deadletter.Replay;
import io.hindsight.deadletter.ReplayOutcome;
import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hindsight dead-letters replay}: sends them back to where they were refused. */
@Command(
        name = "replay",
        description = {
            "Sends dead letters back to their topics, for the warehouse that refused them. Each takes its own place in the"
                    + " history, however late. What is refused again is a dead letter again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that were chosen have been sent, and the running program took them",
            "1:some or all wait on, or were refused again, see why",
            "2:the settings are wrong"
        })
public final class ReplayDeadLettersCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Mixin
    private SettingsOptions options;

    @Mixin
    private FilterOptions filter;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.readWithTables();
        var chosen = filter.in(settings);
        var replay = new Replay(settings);
        var outcome = new ReplayOutcome(settings);
        return OpenQueue.with(settings, spec, letters -> {
            var strangers = new TreeSet<String>();
            letters.eachOnce(letter -> {
                if (chosen.test(letter) && replay.canTake(letter)) {
                    outcome.sent(letter);
                } else if (chosen.test(letter)) {
                    strangers.add(explained(letter));
                }
            });
            var sent = replay.run(letters, chosen);
            spec.commandLine().getOut().println(DeadLetter.count(sent) + " sent back");
            spec.commandLine().getOut().flush();
            strangers.forEach(spec.commandLine().getErr()::println);
            var again = sent == 0 ? 0 : refusedAgain(settings, outcome);
            return strangers.isEmpty() && again == 0 ? 0 : ExitCodes.FAILED;
        });
    }

    /** A program that doesn't run refuses nothing. */
    private int refusedAgain(Settings settings, ReplayOutcome outcome) {
        try {
            if (!RunningProgram.of(settings.http()).runs(settings.name())) {
                return 0;
            }
            var again = outcome.refusedAgain(LONGEST);
            if (again > 0) {
                spec.commandLine()
                        .getErr()
                        .println(again + " of them refused again: hindsight dead-letters list says why");
            }
            return again;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String explained(DeadLetter letter) {
        return letter.place() + " waits on: "
                + (letter.route().isEmpty()
                        ? "it doesn't say which route refused it; discard it"
                        : "these settings have no route " + letter.route()
                                + "; declare its table and warehouse again, or discard it");
    }
}
