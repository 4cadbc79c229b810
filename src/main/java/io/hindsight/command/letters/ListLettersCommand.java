package io.hindsight.command.letters;

import io.hindsight.command.SettingsOptions;
import io.hindsight.deadletter.Letter;
import io.hindsight.deadletter.LetterJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hindsight dead-letters list}: a line for each that waits. */
@Command(name = "list", description = "Lists the dead letters that wait, and why; changes nothing.")
public final class ListLettersCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Mixin
    private LetterChoice choice;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.read();
        var chosen = choice.in(settings);
        var out = spec.commandLine().getOut();
        return Letters.with(settings, spec, letters -> {
            var counts = new int[2];
            letters.eachOnce(letter -> {
                counts[0]++;
                if (chosen.test(letter)) {
                    counts[1]++;
                    out.println(json ? LetterJson.line(LetterJson.about(letter)) : line(letter));
                }
            });
            if (!json) {
                out.println(
                        choice.isEverything() ? Letter.count(counts[0]) : counts[1] + " of " + Letter.count(counts[0]));
            }
            return 0;
        });
    }

    private static String line(Letter letter) {
        return letter.time() + "  " + letter.place() + "  " + letter.table() + " in " + letter.warehouse() + ": "
                + letter.reason() + (letter.replays() == 0 ? "" : " (replayed: " + letter.replays() + ")");
    }
}
