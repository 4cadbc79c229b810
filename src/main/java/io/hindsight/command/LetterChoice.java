package io.hindsight.command;

import io.hindsight.deadletter.Letter;
import io.hindsight.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters are meant: those that everything said here holds for; all, when nothing is said. */
final class LetterChoice {

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
        return places.isEmpty()
                && table == null
                && warehouse == null
                && reason == null
                && since == null
                && until == null;
    }

    /** What it comes to in a pipeline with these tables. */
    Predicate<Letter> in(Settings settings) {
        var routes = settings.tables().stream()
                .filter(declared -> declared.name().equals(table))
                .flatMap(declared -> declared.warehouses().stream().map(declared::routeId))
                .collect(Collectors.toSet());
        return letter -> (places.isEmpty() || places.contains(letter.place()))
                && (table == null || table.equals(letter.table()) || routes.contains(letter.route()))
                && (warehouse == null || warehouse.equals(letter.warehouse()))
                && (reason == null || lower(letter.reason()).contains(lower(reason)))
                && (since == null || !letter.time().isBefore(since))
                && (until == null || letter.time().isBefore(until));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
