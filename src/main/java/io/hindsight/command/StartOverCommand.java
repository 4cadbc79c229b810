package io.hindsight.command;

import io.hindsight.capture.offset.StartOver;
import io.hindsight.settings.Settings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code hindsight start-over}: lets capture begin anew; capture asks for it when its place in the source's log is
 * lost.
 */
@Command(
        name = "start-over",
        description =
                "Forgets how far capture came, so that it begins with a new snapshot of all tables. For when capture"
                        + " has stopped and asks for it: histories keep what they have.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed, or not meant", "2:the settings are wrong"})
public final class StartOverCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Option(names = "--yes", description = "Doesn't ask whether it is meant; needed where nobody can be asked.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.readWithTables();
        if (!yes && !isMeant(settings)) {
            spec.commandLine().getErr().println("nothing was done; --yes says that it is meant");
            return ExitCodes.FAILED;
        }
        StartOver.prepare(settings);
        spec.commandLine()
                .getOut()
                .println("capture begins with a new snapshot, within a minute if the program runs;"
                        + " then hindsight check --repair closes rows that were deleted meanwhile");
        return 0;
    }

    private boolean isMeant(Settings settings) {
        var terminal = System.console();
        return terminal != null
                && "yes"
                        .equals(terminal.readLine(
                                "All tables of pipeline %s are read from %s anew. Type yes if you mean it: ",
                                settings.name(), settings.source()));
    }
}
