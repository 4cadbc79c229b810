package io.hindsight.context;

import io.hindsight.settings.Settings;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Finds the setting that an environment variable stands for: a variable's name has neither dots nor dashes. */
final class EnvironmentKey {

    private EnvironmentKey() {}

    /**
     * Gives {@code hindsight.table.order_items.on-refusal} for {@code HINDSIGHT_TABLE_ORDER_ITEMS_ON_REFUSAL}: of the
     * options that it could be, the one that leaves the shortest name for the table. A variable that is no option's gives a
     * key that isn't one either.
     */
    static String of(String variable) {
        var lower = variable.toLowerCase(Locale.ROOT);
        return Settings.options().stream()
                .flatMap(option -> option.nameIn(lower).map(name -> Map.entry(name, option.keyOf(name))).stream())
                .min(Comparator.comparingInt(found -> found.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse(lower.replaceFirst("_", ".").replaceFirst("_", ".").replace('_', '-'));
    }
}
