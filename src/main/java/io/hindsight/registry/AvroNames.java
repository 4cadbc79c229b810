package io.hindsight.registry;

import java.util.Set;
import java.util.stream.Collectors;

/** Makes names that Avro takes of any: of a letter or a sign that it doesn't take, its number. */
public final class AvroNames {

    /** The property of a field whose name isn't that of its column. */
    public static final String COLUMN = "column";

    private AvroNames() {}

    /** Gives a name for it; one that Avro takes stays as it is. */
    public static String of(String name) {
        var legal = name.chars()
                .mapToObj(sign -> isLegal(sign) ? String.valueOf((char) sign) : String.format("_u%04x", sign))
                .collect(Collectors.joining());
        return legal.isEmpty() || Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
    }

    /** Gives one that isn't taken yet. */
    public static String of(String name, Set<String> taken) {
        var legal = of(name);
        while (taken.contains(legal)) {
            legal += "_";
        }
        return legal;
    }

    private static boolean isLegal(int sign) {
        return sign == '_' || sign >= 'a' && sign <= 'z' || sign >= 'A' && sign <= 'Z' || sign >= '0' && sign <= '9';
    }
}
