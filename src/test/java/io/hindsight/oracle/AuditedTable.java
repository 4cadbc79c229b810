package io.hindsight.oracle;

import java.util.Locale;

/**
 * A table of the source, of a key, a number and a text, whose triggers write each change down in a table beside it: for
 * each key in the order of the commits, for whoever changes a row has it locked, and not out of the binlog.
 *
 * @param name in the source
 * @param declared name in the settings and in the warehouses
 * @param type of the text column
 * @param padding times that a text is repeated
 */
public record AuditedTable(
        String name, String declared, String key, String number, String text, String type, int padding) {

    private static final String OPERATION = "INSERT INTO %s (op, k, n, t) VALUES ('%s', %s, %s, MD5(%s));";

    /** As MySQL reads an identifier. */
    public static String quoted(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    public String quotedName() {
        return quoted(name);
    }

    /** Its name in the warehouses when it is kept current. */
    public String current() {
        return declared + "_now";
    }

    /** Where the triggers write. */
    String audit() {
        return "audit_" + declared;
    }

    /** What makes it, with a first row for the snapshot to read. */
    public String[] statements() {
        return new String[] {
            "CREATE TABLE %s (%s INT PRIMARY KEY, %s INT NOT NULL, %s %s) COLLATE utf8mb4_bin"
                    .formatted(quotedName(), quoted(key), quoted(number), quoted(text), type),
            "CREATE TABLE %s (seq BIGINT AUTO_INCREMENT PRIMARY KEY, op CHAR(1), k INT, n INT, t CHAR(32))"
                    .formatted(audit()),
            "INSERT INTO %s VALUES (-1, 0, 'never changed')".formatted(quotedName()),
            "INSERT INTO %s (op, k, n, t) SELECT 'r', %s, %s, MD5(%s) FROM %s"
                    .formatted(audit(), quoted(key), quoted(number), quoted(text), quotedName()),
            trigger("INSERT", wrote("c", "NEW")),
            trigger("DELETE", wrote("d", "OLD")),
            // MySQL runs it for rows that stay as they were too, which are no changes
            trigger(
                    "UPDATE",
                    "IF %1$s <> %2$s THEN %3$s %4$s ELSEIF NOT (%5$s <=> %6$s AND %7$s <=> %8$s) THEN %9$s END IF;"
                            .formatted(
                                    row("OLD", key),
                                    row("NEW", key),
                                    wrote("d", "OLD"),
                                    wrote("c", "NEW"),
                                    row("OLD", number),
                                    row("NEW", number),
                                    row("OLD", text),
                                    row("NEW", text),
                                    wrote("u", "NEW")))
        };
    }

    private String trigger(String event, String body) {
        return "CREATE TRIGGER %s_%s AFTER %s ON %s FOR EACH ROW BEGIN %s END"
                .formatted(audit(), event.toLowerCase(Locale.ROOT), event, quotedName(), body);
    }

    private String wrote(String op, String image) {
        return OPERATION.formatted(audit(), op, row(image, key), row(image, number), row(image, text));
    }

    private static String row(String image, String column) {
        return image + "." + quoted(column);
    }
}
