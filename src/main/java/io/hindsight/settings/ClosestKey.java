package io.hindsight.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/** Guesses which key somebody meant who wrote one that doesn't exist. */
final class ClosestKey {

    private ClosestKey() {}

    /** Finds the one that begins and ends most like it: of those that were read, or of a table that isn't declared. */
    static String to(String key, Collection<String> read) {
        var parts = key.split("\\.");
        var name = parts[Math.min(2, parts.length - 1)];
        return Stream.concat(read.stream(), Settings.options().stream().map(option -> option.keyOf(name)))
                .max(Comparator.comparingInt(known -> likeness(key, known)))
                .orElseThrow();
    }

    private static int likeness(String one, String other) {
        var shorter = Math.min(one.length(), other.length());
        var same = 0;
        while (same < shorter && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        var end = 0;
        while (end < shorter - same && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        return same + end - Math.max(one.length(), other.length());
    }
}
