package io.hindsight.settings;

import io.hindsight.table.TableName;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says which tables of the source are followed without a line of their own.
 *
 * @param name the user's handle for it
 * @param tables what the whole names of such tables are like; without signs that lists of such have a use for
 * @param containers what the names are like of what holds them
 * @param naming what a table is called that is found
 */
public record TablePattern(String name, Pattern tables, Pattern containers, String naming) {

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_-]");

    /**
     * Makes one of names in which a star stands for any signs.
     *
     * @param included of which one has to fit; before the first dot is what holds the table
     * @param excluded of which none may fit; one without a dot is a table's, whatever holds it
     */
    static TablePattern of(String name, List<String> included, List<String> excluded, String naming) {
        var none = excluded.isEmpty() ? "" : "(?!" + any(excluded, TablePattern::excluded) + "$)";
        return new TablePattern(
                name,
                Pattern.compile(none + any(included, TablePattern::regex)),
                Pattern.compile(any(included, each -> escaped(each.substring(0, each.indexOf('.')), ".*"))),
                naming);
    }

    private static String excluded(String name) {
        return regex(name.contains(".") ? name : "*." + name);
    }

    private static String any(List<String> names, UnaryOperator<String> regex) {
        return names.stream().map(regex).collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String regex(String name) {
        var dot = name.indexOf('.');
        return escaped(name.substring(0, dot), "[^.]*") + "\\u002e" + escaped(name.substring(dot + 1), ".*");
    }

    private static String escaped(String name, String star) {
        return name.chars()
                .mapToObj(sign -> sign == '*'
                        ? star
                        : String.valueOf((char) sign).matches("\\w")
                                ? String.valueOf((char) sign)
                                : String.format("\\u%04x", sign))
                .collect(Collectors.joining());
    }

    /** Whether a table of the source is meant. */
    boolean fits(TableName table) {
        return tables.matcher(table.toString()).matches();
    }

    /** Says what a table is called that fits; a sign that a setting's name has no use for is an underscore. */
    String nameOf(TableName table) {
        var called = naming.replace("{database}", table.database())
                .replace("{schema}", table.schema().isEmpty() ? table.database() : table.schema())
                .replace("{table}", table.table());
        return NOT_IN_NAMES.matcher(called).replaceAll("_");
    }
}
