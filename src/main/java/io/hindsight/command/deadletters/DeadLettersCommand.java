package io.hindsight.command.deadletters;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hindsight dead-letters}: shows the changes that couldn't be applied, and deals with them. */
@Command(
        name = "dead-letters",
        description = "Lists the changes that couldn't be applied, and sends them again when the cause is gone.",
        subcommands = {
            ListDeadLettersCommand.class,
            ShowDeadLettersCommand.class,
            ReplayDeadLettersCommand.class,
            DiscardDeadLettersCommand.class
        })
public final class DeadLettersCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: list, show, replay or discard");
    }
}
