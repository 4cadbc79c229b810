package io.hindsight.command;

import io.hindsight.capture.offset.StartOver;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
        exitCodeList = {"0:done", "1:failed", "2:the settings are wrong"})
public final class StartOverCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        StartOver.prepare(options.read());
        spec.commandLine()
                .getOut()
                .println("capture begins with a new snapshot, within a minute if the program runs;"
                        + " then hindsight check --repair closes rows that were deleted meanwhile");
        return 0;
    }
}
