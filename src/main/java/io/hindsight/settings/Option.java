package io.hindsight.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Declares one thing that a user can set. It is made where it is read, by {@link SettingsReader}; its variable in the
 * environment, application.properties and what is said of a key that doesn't exist follow from it.
 *
 * @param key with {@code <name>} where a table's or warehouse's own name stands, and {@code <property>} for any rest
 * @param heading of application.properties that it stands under
 * @param meaning in sentences; empty for what is explained with the option before it
 * @param byDefault what it is when it isn't set; empty for nothing
 * @param values the least and the most of a number, or the words of a choice; empty for all else
 * @param secret whether it is a password or the like
 */
public record Option(
        String key, String heading, String meaning, String byDefault, List<String> values, boolean secret) {

    private static final Pattern PLACEHOLDER = Pattern.compile("<\\w+>");

    /** Gives the key for the table, warehouse or property of that name. */
    public String keyOf(String name) {
        return PLACEHOLDER.matcher(key).replaceAll(name);
    }

    /** Finds the name in a variable, in lower case, that stands for this option; an option without names has an empty one. */
    public Optional<String> nameIn(String variable) {
        var matcher = Pattern.compile(
                        PLACEHOLDER.matcher(key.replaceAll("[.-]", "_")).replaceAll("(.+)"))
                .matcher(variable);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var name = matcher.groupCount() == 0 ? "" : matcher.group(1);
        return Optional.of(key.endsWith("<property>") ? name.replace('_', '.') : name);
    }
}
