package io.hindsight.source.mysql.schema;

import java.util.List;
import java.util.regex.Pattern;

/** A column that an ALTER TABLE gives another name, {@code RENAME COLUMN a TO b} or {@code CHANGE a b …}. */
record Renaming(String from, String to) {

    /** What may stand between words: spaces and comments. */
    private static final String GAP = "(?:\\s|/\\*.*?\\*/|(?:--\\s|#)[^\\n]*\\n)";

    /** Quoted or not. */
    private static final String NAME = "(`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|[\\w$\\x{80}-\\x{ffff}]+)";

    private static final Pattern RENAMED = Pattern.compile(
            "\\b(?:RENAME~+COLUMN|CHANGE(?:~+COLUMN)?)\\b~*(?:IF~+EXISTS\\b~*)?".replace("~", GAP)
                    + NAME
                    + "~*(?:TO\\b~*)?".replace("~", GAP)
                    + NAME,
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Texts, and before them whatever else an apostrophe may stand in. */
    private static final Pattern TEXTS = Pattern.compile(
            "(`[^`]*`|\"[^\"]*\"|/\\*.*?\\*/|--\\s[^\\n]*|#[^\\n]*)|'(?:[^'\\\\]|\\\\.|'')*'", Pattern.DOTALL);

    /** Gives all of a statement; what a comment says too, for MySQL does what some of them say. */
    static List<Renaming> in(String ddl) {
        return RENAMED.matcher(TEXTS.matcher(ddl).replaceAll("$1"))
                .results()
                .map(found -> new Renaming(unquoted(found.group(1)), unquoted(found.group(2))))
                .toList();
    }

    private static String unquoted(String name) {
        var quote = name.substring(0, 1);
        return quote.matches("[`\"]") ? name.substring(1, name.length() - 1).replace(quote + quote, quote) : name;
    }
}
