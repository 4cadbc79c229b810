package io.hindsight.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.util.TimeUtils;

/** Reads typed values by key and collects everything that is wrong, so that a user sees all of it at once. */
final class SettingsReader {

    private final Map<String, String> properties;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    SettingsReader(Map<String, String> properties) {
        this.properties = new TreeMap<>(properties);
    }

    String text(String key, String fallback) {
        known.add(key);
        var value = properties.getOrDefault(key, "").strip();
        return value.isEmpty() ? fallback : value;
    }

    String required(String key, String example) {
        var value = text(key, "");
        if (value.isEmpty()) {
            wrong(key, "is not set", example);
        }
        return value;
    }

    /** A password: the setting's value, or what is in the file that {@code <key>-file} names, without its line's end. */
    String secret(String key) {
        var value = text(key, "");
        var file = text(key + "-file", "");
        if (file.isEmpty()) {
            return value;
        }
        if (!value.isEmpty()) {
            wrong(key + "-file", key + " is set too", "only one of the two");
        }
        try {
            return Files.readString(Path.of(file)).stripTrailing();
        } catch (IOException | InvalidPathException unreadable) {
            wrong(key + "-file", "'" + file + "' can't be read", "/run/secrets/password");
            return "";
        }
    }

    int number(String key, int fallback, int least, int most) {
        var value = text(key, String.valueOf(fallback));
        try {
            var number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, with the range
        }
        wrong(key, "'" + value + "' is not a whole number from " + least + " to " + most, String.valueOf(fallback));
        return fallback;
    }

    Duration duration(String key, Duration fallback) {
        var value = text(key, fallback.toMillis() + "ms");
        try {
            var duration = Duration.ofMillis(TimeUtils.toMilliSeconds(value));
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException notADuration) {
            // said below, with an example
        }
        wrong(key, "'" + value + "' is not a duration", "500ms, 5s, 10m or 7d");
        return fallback;
    }

    String choice(String key, String fallback, String... choices) {
        var value = text(key, fallback);
        if (!Arrays.asList(choices).contains(value)) {
            wrong(key, "'" + value + "' is not one of the choices", String.join(", ", choices));
            return fallback;
        }
        return value;
    }

    List<String> list(String key) {
        return Arrays.stream(text(key, "").split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** All that begin with the prefix, by the rest of their keys. */
    Map<String, String> all(String prefix) {
        var found = new TreeMap<String, String>();
        properties.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> found.put(key.substring(prefix.length()), text(key, "")));
        return found;
    }

    /** Pairs written {@code id:source_id, name:full_name}, in their order; one that is wrong may hold a secret. */
    Map<String, String> pairs(String key, String form, String example) {
        var pairs = new LinkedHashMap<String, String>();
        var items = list(key);
        for (var item : items) {
            var parts = item.split(":", 2);
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                wrong(key, "number " + (items.indexOf(item) + 1) + " is not " + form, example);
            } else {
                pairs.put(parts[0].strip(), parts[1].strip());
            }
        }
        return pairs;
    }

    /** The names that stand behind a prefix: {@code orders} for {@code hindsight.table.orders.source}. */
    List<String> names(String prefix) {
        return properties.keySet().stream()
                .filter(key -> key.startsWith(prefix + ".") && key.indexOf('.', prefix.length() + 1) > 0)
                .map(key -> key.substring(prefix.length() + 1, key.indexOf('.', prefix.length() + 1)))
                .distinct()
                .toList();
    }

    void wrong(String key, String what, String example) {
        problems.add(key + ": " + what + "; write for example: " + example);
    }

    /** The keys that have been asked for. */
    Set<String> known() {
        return Set.copyOf(known);
    }

    /** Ends the reading: a key that nobody read is a mistake too. */
    void finish() {
        var unread = new HashMap<>(properties);
        unread.keySet().removeAll(known);
        unread.keySet().forEach(key -> wrong(key, "there is no such setting", closest(key)));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private String closest(String key) {
        return known.stream()
                .min((left, right) -> Integer.compare(distance(key, left), distance(key, right)))
                .orElse("hindsight.name");
    }

    /** Letters that must be changed, added or left out to come from one word to the other (Levenshtein). */
    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        Arrays.setAll(row, column -> column);
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.length(); j++) {
                var replace = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, 1 + Math.min(diagonal, row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
