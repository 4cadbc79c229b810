package io.hindsight.command.deadletters;

import io.hindsight.command.SettingsOptions;
import io.hindsight.deadletter.DeadLetter;
import io.hindsight.deadletter.DeadLetterJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hindsight dead-letters list}: prints a line for each that waits. */
@Command(name = "list", description = "Lists the dead letters that wait, and why; changes nothing.")
public final class ListDeadLettersCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Mixin
    private FilterOptions filter;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.readWithTables();
        var chosen = filter.in(settings);
        var out = spec.commandLine().getOut();
        return OpenQueue.with(settings, spec, letters -> {
            var counts = new int[2];
            letters.eachOnce(letter -> {
                counts[0]++;
                if (chosen.test(letter)) {
                    counts[1]++;
                    out.println(json ? DeadLetterJson.line(DeadLetterJson.about(letter)) : line(letter));
                }
            });
            if (!json) {
                out.println(
                        filter.isEverything()
                                ? DeadLetter.count(counts[0])
                                : counts[1] + " of " + DeadLetter.count(counts[0]));
            }
            return 0;
        });
    }

    private static String line(DeadLetter letter) {
        return letter.time() + "  " + letter.place() + "  " + letter.table()
                + (letter.declaration().isEmpty() ? "" : " (" + letter.declaration() + ")") + " in "
                + letter.warehouse() + ": "
                + letter.reason() + (letter.replays() == 0 ? "" : " (replayed: " + letter.replays() + ")");
    }
}
