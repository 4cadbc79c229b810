package io.hindsight.deadletter;

import io.hindsight.settings.Settings;
import java.util.Optional;
import java.util.function.Predicate;

/** Removes letters that will never be a change of their table, whatever is done. */
public final class Discard {

    private final Settings settings;

    public Discard(Settings settings) {
        this.settings = settings;
    }

    /** Removes the chosen ones for good, and gives their number. */
    public int run(DeadLetterQueue letters, Predicate<DeadLetter> chosen) {
        try (var clearance = new DeadLetterRemoval(settings)) {
            return clearance.clear(letters, chosen, (letter, sender) -> Optional.empty());
        }
    }
}
