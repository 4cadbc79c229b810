package io.hindsight.deadletter;

import io.hindsight.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says which dead letters are meant: those for which everything said here is true, and all of them when nothing is
 * said. What isn't said is
 * null, or an empty list.
 *
 * @param letters as they are called, by their {@link DeadLetter#place() places}
 * @param table its source, or its name in the settings
 * @param warehouse its name in the settings
 * @param route the apply route that refused them
 * @param reason a part of it, in large or small letters
 * @param since refused then or later
 * @param until refused before
 */
public record DeadLetterFilter(
        List<String> letters,
        String table,
        String warehouse,
        String route,
        String reason,
        Instant since,
        Instant until) {

    /** Whether nothing is said. */
    public boolean isEverything() {
        return letters.isEmpty()
                && table == null
                && warehouse == null
                && route == null
                && reason == null
                && since == null
                && until == null;
    }

    /** What it comes to in a pipeline with these tables. */
    public Predicate<DeadLetter> in(Settings settings) {
        var routes = settings.tables().stream()
                .filter(declared -> declared.name().equals(table))
                .flatMap(declared -> declared.warehouses().stream().map(declared::routeId))
                .collect(Collectors.toSet());
        return letter -> (letters.isEmpty() || letters.contains(letter.place()))
                && (table == null || table.equals(letter.table()) || routes.contains(letter.route()))
                && (warehouse == null || warehouse.equals(letter.warehouse()))
                && (route == null || route.equals(letter.route()))
                && (reason == null || lower(letter.reason()).contains(lower(reason)))
                && (since == null || !letter.time().isBefore(since))
                && (until == null || letter.time().isBefore(until));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
