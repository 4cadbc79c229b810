package io.hindsight.settings;

import io.hindsight.settings.ExpectationForms.ExpectationForm;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.expected.ExpectedRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is expected of a kept table; one setting says what, of several possible ones. */
final class ExpectationSettings {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final String prefix;
    private final List<TableDeclaration> tables;
    private final boolean canGrow;
    private final List<WarehouseSettings> warehouses;
    private final SettingsReader reader;

    private ExpectationSettings(
            String name,
            List<TableDeclaration> tables,
            boolean canGrow,
            List<WarehouseSettings> warehouses,
            SettingsReader reader) {
        this.prefix = "hindsight.expect." + name + ".";
        this.tables = tables;
        this.canGrow = canGrow;
        this.warehouses = warehouses;
        this.reader = reader;
    }

    /**
     * Reads the one of that name; empty where it isn't whole, which the reader knows then, or where a table is none of those
     * given and more can be found.
     */
    static Optional<Expectation> read(
            String name,
            List<TableDeclaration> tables,
            boolean canGrow,
            List<WarehouseSettings> warehouses,
            SettingsReader reader) {
        return new ExpectationSettings(name, tables, canGrow, warehouses, reader).read(name);
    }

    private Optional<Expectation> read(String name) {
        reader.heading("Expectations of kept tables: as many as you like, each with a name of your own");
        var table = table();
        var form = form();
        var text = form.map(written -> reader.given(prefix + written.key())).orElse("");
        var rows = form.flatMap(written -> written.rows().apply(text));
        var oldest = form.filter(written -> written.key().equals(ExpectationForms.FRESHNESS))
                .flatMap(written -> DurationText.read(text));
        if (form.isPresent() && rows.isEmpty() && oldest.isEmpty() && !isYetToBeFound(form.get(), text)) {
            reader.wrong(
                    prefix + form.get().key(),
                    misread(form.get(), text),
                    form.get().example());
        }
        var asked = reader.about("Names of the warehouses that are asked, comma separated; by default all that keep the"
                        + " table, lakes only for a freshness of all of it")
                .list(prefix + "warehouses");
        var every = within(
                reader.about("How often they are asked, and how long an answer may take")
                        .duration(prefix + "every", "1m"),
                "every",
                Duration.ofDays(36_500));
        var timeout = within(reader.duration(prefix + "timeout", "30s"), "timeout", LONGEST);
        if (table.isEmpty() || rows.isEmpty() && oldest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Expectation(
                name,
                prefix + form.get().key(),
                table.get(),
                rows,
                oldest.orElse(Duration.ZERO),
                asked(asked, possible(table.get(), rows)),
                every,
                timeout));
    }

    private Optional<TableDeclaration> table() {
        var key = prefix + "table";
        var name = reader.about(
                        "The table whose current rows are looked at, by its name in hindsight.table.<name>; what"
                                + " is expected of them is said by one of the seven that follow. See docs/expectations.md")
                .required(key, "orders");
        var table = tables.stream().filter(each -> each.name().equals(name)).findFirst();
        if (!name.isEmpty() && table.isEmpty() && !canGrow) {
            reader.wrong(key, "no table is declared as '" + name + "'", declared());
        }
        return table;
    }

    private String declared() {
        return tables.isEmpty()
                ? "hindsight.table.orders.source=shop.orders"
                : String.join(", ", tables.stream().map(TableDeclaration::name).toList());
    }

    /** All are read, so that all are declared. */
    private Optional<ExpectationForm> form() {
        var written = new ArrayList<ExpectationForm>();
        for (var form : ExpectationForms.of(tables)) {
            if (!reader.about(form.meaning()).text(prefix + form.key(), "").isEmpty()) {
                written.add(form);
            }
        }
        if (written.isEmpty()) {
            reader.wrong(
                    prefix + "table",
                    "nothing is expected of it: one of "
                            + String.join(
                                    ", ",
                                    ExpectationForms.of(tables).stream()
                                            .map(ExpectationForm::key)
                                            .toList()) + " must be set",
                    prefix + "not-null=customer_id");
        }
        written.stream()
                .skip(1)
                .forEach(second -> reader.wrong(
                        prefix + second.key(),
                        prefix + written.get(0).key() + " is set too, and an expectation is one thing",
                        "hindsight.expect.another_name." + second.key() + "=…"));
        return written.stream().findFirst();
    }

    private boolean isYetToBeFound(ExpectationForm form, String text) {
        return canGrow && form.key().equals(ExpectationForms.RELATIONSHIPS) && ExpectationForms.namesParent(text);
    }

    private String misread(ExpectationForm form, String text) {
        if (form.key().equals("empty")) {
            return "it isn't one SELECT: it begins with SELECT or WITH, and has no semicolon";
        }
        return "'" + text + "' isn't of the form that is meant"
                + (form.key().equals(ExpectationForms.RELATIONSHIPS) ? ", or no table is declared by that name" : "");
    }

    private Duration within(Duration given, String key, Duration most) {
        if (given.compareTo(LEAST) >= 0 && given.compareTo(most) <= 0) {
            return given;
        }
        reader.wrong(
                prefix + key,
                "it is " + (given.compareTo(most) > 0 ? "more than " + most.toMinutes() + " minutes" : "less than 1s"),
                "30s");
        return LEAST;
    }

    /** A lake answers no SQL; how far a StarRocks is that reads the topic itself, isn't known. */
    private List<String> possible(TableDeclaration table, Optional<ExpectedRows> rows) {
        return warehouses.stream()
                .filter(warehouse -> table.warehouses().contains(warehouse.name()))
                .filter(warehouse -> rows.flatMap(ExpectedRows::other).stream()
                        .allMatch(other -> other.warehouses().contains(warehouse.name())))
                .filter(warehouse -> rows.isPresent()
                        ? !warehouse.dialect().isLake()
                        : !table.routineLoad().contains(warehouse.name()))
                .map(WarehouseSettings::name)
                .toList();
    }

    private List<String> asked(List<String> wanted, List<String> possible) {
        var key = prefix + "warehouses";
        for (var name : wanted) {
            if (!possible.contains(name)) {
                reader.wrong(key, "'" + name + "' " + why(name), example(possible));
            }
        }
        if (possible.isEmpty() && wanted.isEmpty()) {
            reader.wrong(
                    key,
                    "no warehouse that keeps all the tables can be asked: a lake answers no SQL itself",
                    example(possible));
        }
        return wanted.isEmpty() ? possible : wanted;
    }

    private String why(String name) {
        var warehouse =
                warehouses.stream().filter(each -> each.name().equals(name)).findFirst();
        if (warehouse.isEmpty()) {
            return "is no warehouse";
        }
        return warehouse.get().dialect().isLake()
                ? "is a lake, which answers no SQL itself: engines that read it do, and dbt's tests run there"
                : "doesn't keep all the tables, or how far it is isn't known";
    }

    private static String example(List<String> possible) {
        return possible.isEmpty() ? "hindsight.table.orders.warehouses=clickhouse" : String.join(", ", possible);
    }
}
