package io.hindsight.command.deadletters;

import io.hindsight.command.SettingsOptions;
import io.hindsight.deadletter.DeadLetter;
import io.hindsight.deadletter.DeadLetterJson;
import io.hindsight.history.ValueForm;
import io.hindsight.registry.SentValues;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code hindsight dead-letters show}: prints the changes themselves; their values are hidden unless they are asked
 * for.
 */
@Command(name = "show", description = "Shows the dead letters that wait, whole; the rows' values only with --values.")
public final class ShowDeadLettersCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions options;

    @Mixin
    private FilterOptions filter;

    @Option(
            names = "--values",
            description = "With the values of keys and rows: think of who can read your screen and logs.")
    private boolean values;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var settings = options.readWithTables();
        var chosen = filter.in(settings);
        var form = new SentValues(settings.kafka().registry());
        var out = spec.commandLine().getOut();
        return OpenQueue.with(settings, spec, letters -> {
            var shown = new int[1];
            letters.eachOnce(letter -> {
                if (chosen.test(letter)) {
                    shown[0]++;
                    show(letter, form, out);
                }
            });
            if (!json) {
                out.println(DeadLetter.count(shown[0]));
            }
            return 0;
        });
    }

    private void show(DeadLetter letter, ValueForm form, PrintWriter out) {
        var whole = DeadLetterJson.whole(letter, values, form);
        if (json) {
            out.println(DeadLetterJson.line(whole));
            return;
        }
        whole.properties()
                .forEach(field -> out.printf(
                        "%-10s %s%n",
                        field.getKey(),
                        field.getValue().isTextual()
                                ? field.getValue().asText()
                                : DeadLetterJson.page(field.getValue())));
        out.println();
    }
}
