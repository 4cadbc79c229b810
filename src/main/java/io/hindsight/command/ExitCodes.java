package io.hindsight.command;

import io.hindsight.observe.FailureText;
import io.hindsight.settings.InvalidSettingsException;
import io.hindsight.settings.Secrets;
import io.hindsight.table.InvalidTableException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Decides what a command that fails says and returns: 2 and the bare words where a setting is wrong, 1 otherwise. */
public final class ExitCodes
        implements IExecutionExceptionHandler, IParameterExceptionHandler, IExitCodeExceptionMapper {

    public static final int FAILED = 1;
    public static final int WRONG_SETTINGS = 2;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        var cause = explained(failure);
        command.getErr().println(Secrets.hidden(cause.getMessage() == null ? cause.toString() : cause.getMessage()));
        LoggerFactory.getLogger(ExitCodes.class).debug("{} failed", command.getCommandName(), failure);
        return getExitCode(cause);
    }

    /** A screen of help would hide what is wrong; only one that lacks its command needs it. */
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var command = wrong.getCommandLine();
        command.getErr()
                .println(Secrets.hidden(wrong.getMessage()) + "; "
                        + command.getCommandSpec().qualifiedName() + " --help says what can be written");
        if (!command.getSubcommands().isEmpty()) {
            command.usage(command.getErr());
        }
        return WRONG_SETTINGS;
    }

    @Override
    public int getExitCode(Throwable cause) {
        return cause instanceof InvalidSettingsException
                        || cause instanceof InvalidTableException
                        || cause instanceof CommandLine.ParameterException
                ? WRONG_SETTINGS
                : FAILED;
    }

    /** Says why a command failed, and how to find the server that wasn't reached. */
    static String reason(Throwable failure) {
        var isAway = causes(failure)
                .anyMatch(cause -> cause instanceof KafkaException
                        || cause instanceof SQLException refused
                                && String.valueOf(refused.getSQLState()).startsWith("08"));
        return FailureText.of(failure) + (isAway ? "; hindsight validate says which server that is" : "");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** The cause that speaks to the user, where there is one; the failure itself otherwise. */
    private static Throwable explained(Throwable failure) {
        return causes(failure)
                .filter(cause -> cause instanceof InvalidSettingsException || cause instanceof InvalidTableException)
                .findFirst()
                .orElse(failure);
    }
}
