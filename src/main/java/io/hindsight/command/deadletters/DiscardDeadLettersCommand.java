package io.hindsight.command.deadletters;

import io.hindsight.command.SettingsOptions;
import io.hindsight.deadletter.DeadLetter;
import io.hindsight.deadletter.Discard;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hindsight dead-letters discard}: removes what was never a change. */
@Command(
        name = "discard",
        description = "Removes dead letters for good, such as messages that are no changes. Say which, or --all.")
public final class DiscardDeadLettersCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Mixin
    private FilterOptions filter;

    @Option(names = "--all", description = "All that wait, when nothing else is said.")
    private boolean all;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (filter.isEverything() && !all) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Say which dead letters to remove for good, or --all");
        }
        var settings = options.readWithTables();
        return OpenQueue.with(settings, spec, letters -> {
            spec.commandLine()
                    .getOut()
                    .println(DeadLetter.count(new Discard(settings).run(letters, filter.in(settings))) + " removed");
            return 0;
        });
    }
}
