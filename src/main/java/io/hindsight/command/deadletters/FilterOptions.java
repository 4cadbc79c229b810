package io.hindsight.command.deadletters;

import io.hindsight.deadletter.DeadLetter;
import io.hindsight.deadletter.DeadLetterFilter;
import io.hindsight.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads from the command line which dead letters are meant. */
final class FilterOptions {

    @Parameters(
            paramLabel = "LETTER",
            arity = "0..*",
            description = "Only these, called as in the list: the topic, partition and offset that they had.")
    private List<String> places = List.of();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Only this table's: its source or its name in the settings.")
    private String table;

    @Option(names = "--warehouse", paramLabel = "NAME", description = "Only what this warehouse doesn't have.")
    private String warehouse;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
    private String reason;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only those refused then or later: 2026-03-01T12:00:00Z.")
    private Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only those refused before.")
    private Instant until;

    boolean isEverything() {
        return filter().isEverything();
    }

    Predicate<DeadLetter> in(Settings settings) {
        return filter().in(settings);
    }

    private DeadLetterFilter filter() {
        return new DeadLetterFilter(places, table, warehouse, null, reason, since, until);
    }
}
