package io.hindsight.settings;

import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.expected.AcceptedRange;
import io.hindsight.warehouse.expected.AcceptedValues;
import io.hindsight.warehouse.expected.EmptySelect;
import io.hindsight.warehouse.expected.ExpectedRows;
import io.hindsight.warehouse.expected.NewestValue;
import io.hindsight.warehouse.expected.NotNull;
import io.hindsight.warehouse.expected.Relationship;
import io.hindsight.warehouse.expected.UniqueValues;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists the ways to say what is expected of rows, and reads them. */
final class ExpectationForms {

    /**
     * One of them.
     *
     * @param rows empty where the text isn't of this form
     */
    record ExpectationForm(String key, String meaning, String example, Function<String, Optional<ExpectedRows>> rows) {}

    static final String FRESHNESS = "freshness";
    static final String RELATIONSHIPS = "relationships";

    private static final Pattern VALUES = Pattern.compile("([^:]+):(.+)");
    private static final Pattern RANGE = Pattern.compile("([^:]+):(.*?)\\.\\.(.*)");
    private static final Pattern PARENT = Pattern.compile("([^:]+):([^.]+)\\.(.+)");
    private static final Pattern NEWEST = Pattern.compile("(.+):([^:]+)");

    /** What stands before the first word: comments and brackets. */
    private static final Pattern SELECT =
            Pattern.compile("(?is)(?:\\s|\\(|--[^\\n]*\\n|/\\*.*?\\*/)*(?:SELECT|WITH)\\b[^;]*");

    private ExpectationForms() {}

    /** Gives them in the order of application.properties. */
    static List<ExpectationForm> of(List<TableDeclaration> tables) {
        return List.of(
                new ExpectationForm(
                        "not-null",
                        "Columns, as the warehouses call them, that have a value in every row",
                        "customer_id",
                        columns(NotNull::new)),
                new ExpectationForm(
                        "unique",
                        "Or columns that no two rows have the same values in, taken together",
                        "email",
                        columns(UniqueValues::new)),
                new ExpectationForm(
                        "accepted-values",
                        "Or a column that has one of these values, or none: column:value|value",
                        "status:PENDING|SHIPPED",
                        matching(
                                VALUES,
                                given ->
                                        Optional.of(new AcceptedValues(given.group(1), words(given.group(2), "\\|"))))),
                new ExpectationForm(
                        "accepted-range",
                        "Or a column of numbers, dates or moments between two bounds, of which one may be left out:"
                                + " column:least..most",
                        "price:0..10000",
                        matching(RANGE, ExpectationForms::range)),
                new ExpectationForm(
                        RELATIONSHIPS,
                        "Or a foreign key, a column whose values another table has: column:table.column, the table by"
                                + " its name in hindsight.table.<name>",
                        "customer_id:customers.id",
                        matching(PARENT, given -> parent(given, tables))),
                new ExpectationForm(
                        FRESHNESS,
                        "Or that a warehouse has all that the source committed up to so long ago: 10m; or that the"
                                + " newest value of a column is no older: created_at:1h",
                        "10m",
                        matching(NEWEST, ExpectationForms::newest)),
                new ExpectationForm(
                        "empty",
                        "Or a SELECT of the rows that shouldn't be there, in the warehouse's own words",
                        "SELECT id FROM orders_current WHERE shipped_at < ordered_at",
                        ExpectationForms::select));
    }

    private static Function<String, Optional<ExpectedRows>> columns(Function<List<String>, ExpectedRows> rows) {
        return text -> Optional.of(words(text, ","))
                .filter(columns -> !columns.isEmpty())
                .map(rows);
    }

    private static Function<String, Optional<ExpectedRows>> matching(
            Pattern form, Function<MatchResult, Optional<? extends ExpectedRows>> rows) {
        return text -> Stream.of(form.matcher(text))
                .filter(given -> given.matches())
                .findFirst()
                .flatMap(rows);
    }

    private static Optional<ExpectedRows> range(MatchResult given) {
        var least = word(given.group(2));
        var most = word(given.group(3));
        return least.isEmpty() && most.isEmpty()
                ? Optional.empty()
                : Optional.of(new AcceptedRange(given.group(1).strip(), least, most));
    }

    private static Optional<ExpectedRows> parent(MatchResult given, List<TableDeclaration> tables) {
        return tables.stream()
                .filter(table -> table.name().equals(given.group(2).strip()))
                .findFirst()
                .map(table -> new Relationship(
                        given.group(1).strip(), table, given.group(3).strip()));
    }

    /** Whether the text says a column, another table and a column of that, whatever tables there are. */
    static boolean namesParent(String text) {
        return PARENT.matcher(text).matches();
    }

    private static Optional<ExpectedRows> newest(MatchResult given) {
        return DurationText.read(given.group(2))
                .map(oldest -> new NewestValue(given.group(1).strip(), oldest));
    }

    private static Optional<ExpectedRows> select(String text) {
        var one = text.replaceFirst("[;\\s]+$", "");
        return SELECT.matcher(one).matches() ? Optional.of(new EmptySelect(one)) : Optional.empty();
    }

    private static Optional<String> word(String text) {
        return Optional.of(text.strip()).filter(word -> !word.isEmpty());
    }

    private static List<String> words(String text, String between) {
        return Arrays.stream(text.split(between))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
