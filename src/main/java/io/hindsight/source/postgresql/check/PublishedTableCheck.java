package io.hindsight.source.postgresql.check;

import io.hindsight.source.Finding;
import io.hindsight.source.postgresql.PostgresNames;
import io.hindsight.table.TableDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether a declared table can be published without harm to those who write to it, and its changes be read. */
final class PublishedTableCheck {

    private static final Pattern QUOTED = Pattern.compile("([\"'`]).*\\1", Pattern.DOTALL);

    private static final Map<String, String> WITHOUT_LOG =
            Map.of("v", "is a view", "m", "is a materialized view", "f", "is a foreign table");

    private final TableDeclaration declaration;
    private final PublishedTable table;
    private final List<Finding> findings = new ArrayList<>();

    private PublishedTableCheck(TableDeclaration declaration, PublishedTable table) {
        this.declaration = declaration;
        this.table = table;
    }

    static List<Finding> run(TableDeclaration declaration, PublishedTable table) {
        var check = new PublishedTableCheck(declaration, table);
        check.hasALog();
        if (check.findings.isEmpty()) {
            check.isReadable();
            check.hasPlainNames();
            check.hasAKey();
            check.hasAnIdentity();
        }
        return check.findings;
    }

    private void hasALog() {
        if (WITHOUT_LOG.containsKey(table.kind())) {
            error(
                    WITHOUT_LOG.get(table.kind()) + ", whose rows no log has",
                    "declare the tables that its rows come from");
        } else if (table.persistence().equals("u")) {
            error("is unlogged: its changes are in no log", "ALTER TABLE " + quoted() + " SET LOGGED");
        } else if (table.persistence().equals("t")) {
            error("is temporary: its changes are in no log", "declare a table that stays");
        }
    }

    private void isReadable() {
        if (!table.readable()) {
            error(
                    "can't be read by the user",
                    "GRANT USAGE ON SCHEMA " + PostgresNames.quoted(table.name().schema()) + " TO, and GRANT SELECT ON "
                            + quoted() + " TO the user of capture");
        } else if (table.hidden()) {
            error(
                    "has row level security, which hides rows from a snapshot, though not from the log",
                    "ALTER ROLE the user of capture BYPASSRLS");
        }
    }

    private void hasPlainNames() {
        var seen = new HashSet<String>();
        for (var column : table.columns()) {
            if (!seen.add(column.toLowerCase(Locale.ROOT))) {
                error(
                        "has two columns " + column.toLowerCase(Locale.ROOT) + ", which differ in the case of letters"
                                + " only",
                        "rename one of them");
            }
            if (QUOTED.matcher(column).matches()) {
                error(
                        "has a column whose name is between quotes, " + column + ", which capture takes for another",
                        "rename it in the source");
            }
        }
    }

    private void hasAKey() {
        if (table.lateKey()) {
            findings.add(Finding.warning(
                    "table " + table.name() + " has a deferrable primary key: a statement that gives rows each other's"
                            + " keys ends one of them in the warehouses",
                    "make the key NOT DEFERRABLE, or run hindsight check --repair after such statements"));
        }
        for (var column : declaration.key()) {
            if (!table.columns().contains(column)) {
                error(
                        "has no column " + column + ", which is declared as its key",
                        "correct hindsight.table." + declaration.name() + ".key");
                return;
            }
        }
        if (declaration.key().isEmpty() && table.primaryKey().isEmpty()) {
            error(
                    "has no primary key",
                    "declare the columns that identify its rows with hindsight.table." + declaration.name() + ".key");
        } else if (!table.full()
                && !table.identity().isEmpty()
                && !table.identity().containsAll(declaration.key())) {
            error(
                    "has another replica identity than the declared key, which a deleted row is then found by",
                    "ALTER TABLE " + quoted() + " REPLICA IDENTITY USING INDEX with a unique one of "
                            + String.join(", ", declaration.key()) + ", or REPLICA IDENTITY FULL");
        }
    }

    /** What would befall the application as soon as the table is published. */
    private void hasAnIdentity() {
        for (var each : table.withoutIdentity()) {
            error(
                    "has no replica identity in " + each
                            + ": once it is published, the application's own UPDATE and DELETE would fail",
                    "ALTER TABLE " + each
                            + " ADD PRIMARY KEY, not a deferrable one, or REPLICA IDENTITY USING INDEX a unique one, or"
                            + " REPLICA IDENTITY FULL, before it is published");
        }
    }

    private void error(String what, String cure) {
        findings.add(Finding.error("table " + table.name() + " " + what, cure));
    }

    private String quoted() {
        return PostgresNames.quoted(table.name());
    }
}
