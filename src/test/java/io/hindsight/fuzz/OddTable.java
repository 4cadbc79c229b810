package io.hindsight.fuzz;

import io.hindsight.table.TableName;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A table whose names and values are made to be taken for something else.
 *
 * @param columns the first is its key; all are text
 * @param rows each with a value for each column; no two keys are equal
 */
record OddTable(String name, List<String> columns, List<List<String>> rows) {

    private static final List<String> SIGNS = List.of(
            "'",
            "\"",
            "`",
            "\\",
            "#",
            "?",
            "${",
            "}",
            ":#",
            ":?",
            ":#batch",
            "--",
            "/*",
            "*/",
            ";",
            "%s",
            "$1",
            "\u202e",
            "\u200f",
            "é",
            "漢",
            " ",
            ",",
            ":",
            "|",
            "&",
            "=",
            "[",
            "(",
            ")",
            "{",
            "@",
            "~",
            "a",
            "B",
            "_",
            "'; DROP TABLE canary; --",
            "`); DROP TABLE canary; --",
            "\"; DROP TABLE canary; --",
            "${camelContext.stop()}",
            ":#${camelContext.stop()}",
            "$simple{camelContext.stop()}");
    private static final List<String> OF_COLUMNS = List.of("{{", "}}", "{{env:HOME}}", ".", "\n", "\t", "\n--");
    private static final List<String> OF_VALUES = List.of("\0", "😀", "\u001a", "\r\n", "\\N", "NULL");

    /**
     * What tables are called: in settings, where {@code {{} begins a placeholder and the ends of a line don't count. One
     * that begins or ends with a backtick or a double quote is refused there.
     */
    private static Arbitrary<String> tableName() {
        return text(3, SIGNS)
                .map(String::strip)
                .filter(name -> isName(name, 40)
                        && !name.contains("{{")
                        && !name.contains("}}")
                        && new TableName("shop", name).canBeQuoted());
    }

    private static Arbitrary<String> columnName() {
        return text(4, SIGNS, OF_COLUMNS).filter(name -> isName(name, 60));
    }

    private static Arbitrary<String> value() {
        return text(8, SIGNS, OF_COLUMNS, OF_VALUES);
    }

    @SafeVarargs
    private static Arbitrary<String> text(int most, List<String>... signs) {
        return Arbitraries.of(
                        java.util.Arrays.stream(signs).flatMap(List::stream).toList())
                .list()
                .ofMinSize(1)
                .ofMaxSize(most)
                .map(parts -> String.join("", parts));
    }

    /** MySQL's names don't end with a space, PostgreSQL's have 63 bytes. */
    private static boolean isName(String name, int bytes) {
        return !name.isBlank()
                && name.equals(name.stripTrailing())
                && name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= bytes;
    }

    static Arbitrary<OddTable> any() {
        return Combinators.combine(
                        tableName(),
                        columnName().list().ofSize(3).uniqueElements(name -> name.toLowerCase(java.util.Locale.ROOT)),
                        value().list().ofSize(3).list().ofSize(5).uniqueElements(row -> row.get(0)))
                .as(OddTable::new);
    }

    String create(String database) {
        return "CREATE TABLE " + quoted(database) + "." + quoted(name) + " ("
                + columns.stream()
                        .map(column -> quoted(column) + " VARCHAR(300) COLLATE utf8mb4_0900_bin NOT NULL")
                        .collect(Collectors.joining(", "))
                + ", PRIMARY KEY (" + quoted(columns.get(0)) + "))";
    }

    /** As MySQL wants a name. */
    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}
