package io.hindsight;

import io.hindsight.command.AccessCommand;
import io.hindsight.command.CheckCommand;
import io.hindsight.command.DbtCommand;
import io.hindsight.command.DdlCommand;
import io.hindsight.command.ExitCodes;
import io.hindsight.command.ForgetCommand;
import io.hindsight.command.InitCommand;
import io.hindsight.command.LakeCommand;
import io.hindsight.command.RereadCommand;
import io.hindsight.command.ResumeCommand;
import io.hindsight.command.RoutineLoadCommand;
import io.hindsight.command.SnapshotCommand;
import io.hindsight.command.StartOverCommand;
import io.hindsight.command.StatusCommand;
import io.hindsight.command.ValidateCommand;
import io.hindsight.command.VersionText;
import io.hindsight.command.WaitCommand;
import io.hindsight.command.deadletters.DeadLettersCommand;
import io.hindsight.command.run.RunCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program: {@code hindsight run} and what helps to run it. */
@Command(
        name = "hindsight",
        description = "The whole history of an operational database, live, in the warehouse you already have.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = VersionText.class,
        subcommands = {
            RunCommand.class,
            StatusCommand.class,
            CheckCommand.class,
            SnapshotCommand.class,
            WaitCommand.class,
            ResumeCommand.class,
            RereadCommand.class,
            StartOverCommand.class,
            InitCommand.class,
            ValidateCommand.class,
            DdlCommand.class,
            DeadLettersCommand.class,
            RoutineLoadCommand.class,
            ForgetCommand.class,
            LakeCommand.class,
            DbtCommand.class,
            AccessCommand.class
        })
public final class Hindsight implements Runnable {

    @Spec
    private CommandSpec spec;

    /** Ends the JVM with the command's exit code: 0 done, 1 failed or problems found, 2 wrong settings or arguments. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Gives the command line, whose exit codes are those of {@link #main}. */
    public static CommandLine commandLine() {
        var exitCodes = new ExitCodes();
        return new CommandLine(new Hindsight())
                .setExecutionExceptionHandler(exitCodes)
                .setParameterExceptionHandler(exitCodes)
                .setExitCodeExceptionMapper(exitCodes);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to do: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
