package io.hindsight.command.deadletters;

import io.hindsight.command.ExitCodes;
import io.hindsight.command.SettingsOptions;
import io.hindsight.deadletter.DeadLetter;
import io.hindsight.deadletter.Replay;
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
            "0:all that were chosen have been sent",
            "1:some or all wait on, see why",
            "2:the settings are wrong"
        })
public final class ReplayDeadLettersCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Mixin
    private FilterOptions filter;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.read();
        var chosen = filter.in(settings);
        var replay = new Replay(settings);
        return OpenQueue.with(settings, spec, letters -> {
            var strangers = new TreeSet<String>();
            letters.eachOnce(letter -> {
                if (chosen.test(letter) && !replay.canTake(letter)) {
                    strangers.add(explained(letter));
                }
            });
            spec.commandLine().getOut().println(DeadLetter.count(replay.run(letters, chosen)) + " sent back");
            strangers.forEach(spec.commandLine().getErr()::println);
            return strangers.isEmpty() ? 0 : ExitCodes.FAILED;
        });
    }

    private static String explained(DeadLetter letter) {
        return letter.place() + " waits on: "
                + (letter.route().isEmpty()
                        ? "it doesn't say which route refused it; discard it"
                        : "these settings have no route " + letter.route()
                                + "; declare its table and warehouse again, or discard it");
    }
}
