package io.hindsight.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads options and declares them by that: each with its key, default, bounds and meaning. Collects everything that is
 * wrong, so that a user sees all of it at once.
 */
final class SettingsReader {

    private final Map<String, String> properties;
    private final Map<String, Option> options = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private String heading = "";
    private String meaning = "";

    SettingsReader(Map<String, String> properties) {
        this.properties = new TreeMap<>(properties);
    }

    /** Puts the options that are read next under a heading. */
    void heading(String ofOptions) {
        heading = ofOptions;
    }

    /** Says what the option means that is read next; one that nothing is said of belongs to the one before it. */
    SettingsReader about(String option) {
        meaning = option;
        return this;
    }

    String text(String key, String byDefault) {
        return value(key, byDefault, List.of(), false);
    }

    /** What was written for an option that is declared elsewhere; empty for nothing. */
    String given(String key) {
        return properties.getOrDefault(key, "").strip();
    }

    /** Names of machines or their addresses, with or without ports; what else may be there isn't said. */
    String address(String key, String byDefault) {
        var value = text(key, byDefault);
        if (value.matches("[\\p{L}\\p{N}.:,_\\[\\] -]+") && !value.matches(".*[^,] .*")) {
            return value;
        }
        wrong(key, "is no address of a server", byDefault);
        return byDefault;
    }

    /** All that was written. */
    Map<String, String> given() {
        return Map.copyOf(properties);
    }

    boolean isSet(String key) {
        return !properties.getOrDefault(key, "").isBlank();
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
        var value = value(key, "", List.of(), true);
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

    int number(String key, int byDefault, int least, int most) {
        var bounds = Stream.of(least, most).map(String::valueOf).toList();
        var value = value(key, String.valueOf(byDefault), bounds, false);
        try {
            var number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, with the range
        }
        wrong(key, "'" + value + "' is not a whole number from " + least + " to " + most, String.valueOf(byDefault));
        return byDefault;
    }

    Duration duration(String key, String byDefault) {
        var value = text(key, byDefault);
        return DurationText.read(value).orElseGet(() -> {
            wrong(key, "'" + value + "' is not a duration", "500ms, 5s, 10m or 7d");
            return DurationText.read(byDefault).orElseThrow();
        });
    }

    boolean flag(String key, boolean byDefault) {
        return choice(key, String.valueOf(byDefault), List.of("true", "false")).equals("true");
    }

    /** One of an enumeration's constants, written in lower case and with dashes. */
    <E extends Enum<E>> E choice(String key, E byDefault) {
        var constants = byDefault.getDeclaringClass().getEnumConstants();
        var words = Arrays.stream(constants).map(SettingsReader::word).toList();
        return constants[words.indexOf(choice(key, word(byDefault), words))];
    }

    String choice(String key, String byDefault, List<String> words) {
        var value = value(key, byDefault, words, false);
        if (!words.contains(value)) {
            wrong(key, "'" + value + "' is not one of the choices", String.join(", ", words));
            return byDefault;
        }
        return value;
    }

    List<String> list(String key) {
        return list(key, "");
    }

    List<String> list(String key, String byDefault) {
        return Arrays.stream(text(key, byDefault).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
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

    /** All that begin with the prefix, by the rest of their keys. */
    Map<String, String> all(String prefix) {
        text(prefix + "<property>", "");
        var found = new TreeMap<String, String>();
        properties.keySet().stream()
                .filter(key -> key.startsWith(prefix) && !key.endsWith("<property>"))
                .forEach(key -> found.put(key.substring(prefix.length()), text(key, "")));
        return found;
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

    /** The options that have been read, in that order. */
    List<Option> options() {
        return List.copyOf(options.values());
    }

    /** Ends the reading: a key that nobody read is a mistake too. */
    void finish() {
        properties.keySet().stream()
                .filter(key -> !options.containsKey(key))
                .forEach(key -> problems.add(key + ": there is no such setting; did you mean "
                        + ClosestKey.to(key, options.keySet()) + "?"));
        check();
    }

    /** Ends a reading of some of the keys. */
    void check() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private String value(String key, String byDefault, List<String> values, boolean secret) {
        options.putIfAbsent(key, new Option(key, heading, meaning, byDefault, values, secret));
        meaning = "";
        var value = properties.getOrDefault(key, "").strip();
        return value.isEmpty() ? byDefault : value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
