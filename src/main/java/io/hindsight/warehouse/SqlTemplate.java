package io.hindsight.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills a statement in a file, with places: {@code ${name}}, or {@code ${name:alias}} for a list of columns of a table with
 * an alias.
 */
public final class SqlTemplate {

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)(?::(\\w+))?}");

    private final String file;
    private final String text;

    private SqlTemplate(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * Loads {@code sql/<engine>/<file>.sql} from the class path or, where the engine has none of its own, {@code
     * sql/<file>.sql}.
     */
    public static SqlTemplate load(String engine, String file) {
        var own = "/sql/" + engine + "/" + file + ".sql";
        var path = SqlTemplate.class.getResource(own) == null ? "/sql/" + file + ".sql" : own;
        try (var stream = SqlTemplate.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("no statement " + path);
            }
            return new SqlTemplate(path, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Fills the places; comment lines are left out, so that the statement can be one line.
     *
     * @param places by name: from an alias, empty where there is none, to the text
     */
    public String fill(Map<String, Function<String, String>> places) {
        return filled(place -> fill(place, places));
    }

    /** Fills the places, none of which has an alias, in their order; of comments as above. */
    String fill(Function<String, String> places) {
        return filled(place -> places.apply(place.group(1)));
    }

    private String filled(Function<MatchResult, String> text) {
        return PLACE.matcher(text()).replaceAll(place -> Matcher.quoteReplacement(text.apply(place)));
    }

    private String fill(MatchResult place, Map<String, Function<String, String>> places) {
        var value = places.get(place.group(1));
        if (value == null) {
            throw new IllegalStateException(file + ": nothing is called " + place.group());
        }
        return value.apply(place.group(2) == null ? "" : place.group(2) + ".");
    }

    /** The statement with its places, without comments. */
    public String text() {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("--"))
                .collect(Collectors.joining("\n"));
    }
}
