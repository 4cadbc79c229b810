package io.hindsight.source.mysql.transaction;

import java.util.regex.Pattern;

/**
 * A statement's text as the server has executed it: what stands in executable comments is a part of it. The servers make
 * plain ones of those that they don't execute before they write them to the binlog.
 */
final class ExecutedText {

    private static final Pattern OPENED = Pattern.compile("/\\*(M?)!\\d*");
    /** MariaDB's settings for one statement. */
    private static final Pattern SETTINGS =
            Pattern.compile("\\s*SET\\s+STATEMENT\\b.*?\\bFOR\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String text;
    private final boolean isMariaDb;
    private final boolean hasEscapes;

    private ExecutedText(String text, boolean isMariaDb, boolean hasEscapes) {
        this.text = text;
        this.isMariaDb = isMariaDb;
        this.hasEscapes = hasEscapes;
    }

    static String of(String text, boolean isMariaDb, boolean hasEscapes) {
        var executed = text.contains("/*") ? new ExecutedText(text, isMariaDb, hasEscapes).executed() : text;
        return isMariaDb ? withoutSettings(executed) : executed;
    }

    private static String withoutSettings(String text) {
        var settings = SETTINGS.matcher(text);
        return settings.lookingAt() ? text.substring(settings.end()).strip() : text;
    }

    private String executed() {
        var executed = new StringBuilder();
        var opened = OPENED.matcher(text);
        var isOpen = false;
        for (var at = 0; at < text.length(); ) {
            if (opened.region(at, text.length()).lookingAt()
                    && (isMariaDb || opened.group(1).isEmpty())) {
                executed.append(' ');
                isOpen = true;
                at = opened.end();
            } else if (isOpen && text.startsWith("*/", at)) {
                executed.append(' ');
                isOpen = false;
                at += 2;
            } else {
                var end = end(at);
                executed.append(text, at, end);
                at = end;
            }
        }
        return executed.toString().strip();
    }

    /** Gives where a text, name or comment ends that begins there; of all else the next sign. */
    private int end(int at) {
        var sign = text.charAt(at);
        if (sign == '\'' || sign == '"' || sign == '`') {
            return quoted(at, sign);
        }
        if (text.startsWith("/*", at)) {
            return behind("*/", at + 2);
        }
        if (sign == '#' || text.startsWith("-- ", at)) {
            return behind("\n", at);
        }
        return at + 1;
    }

    private int quoted(int begin, char quote) {
        for (var at = begin + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\' && hasEscapes && quote != '`') {
                at++;
            } else if (text.charAt(at) == quote) {
                return at + 1;
            }
        }
        return text.length();
    }

    private int behind(String mark, int from) {
        var found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }
}
