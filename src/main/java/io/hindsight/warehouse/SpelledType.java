package io.hindsight.warehouse;

import java.util.regex.Pattern;

/**
 * Splits a type as an engine spells it: {@code numeric(10, 2)}, {@code DateTime64(6, 'UTC')}.
 *
 * @param size the first number in its brackets, {@code scale} the second; 0 for none
 */
public record SpelledType(String name, int size, int scale) {

    private static final Pattern TYPE = Pattern.compile("([^(]+)(?:\\((\\d+)(?:, (\\d+))?)?.*");

    /** Reads it. */
    public static SpelledType of(String type) {
        var parts = TYPE.matcher(type);
        return parts.matches()
                ? new SpelledType(parts.group(1), number(parts.group(2)), number(parts.group(3)))
                : new SpelledType(type, 0, 0);
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
