package io.hindsight.expect;

import io.hindsight.check.Report;
import io.hindsight.observe.FailureText;
import io.hindsight.settings.Expectation;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.Finding;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.InvalidTableException;
import io.hindsight.table.TableDeclaration;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.expected.CurrentRows;
import io.hindsight.warehouse.schema.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what is expected of tables can be asked: each is asked once of each of its warehouses, as far as the tables are there. */
public final class ExpectationCheck {

    private final Settings settings;
    private final Report report;
    private final Map<TableDeclaration, CapturedTable> tables;

    /** @param tables those that could be read in the source */
    public ExpectationCheck(Settings settings, Report report, List<CapturedTable> tables) {
        this.settings = settings;
        this.report = report;
        this.tables = tables.stream().collect(Collectors.toMap(CapturedTable::declaration, Function.identity()));
    }

    /** Asks, and changes nothing. */
    public void check() {
        settings.expected()
                .waiting()
                .forEach(name -> report.add(Finding.warning(
                        "hindsight.expect." + name + " waits for a table that no pattern has found yet",
                        "the name is that in the warehouses: hindsight status lists those that are there")));
        for (var warehouse : settings.warehouses()) {
            var asked = settings.expectations().stream()
                    .filter(expectation -> expectation.warehouses().contains(warehouse.name()))
                    .filter(expectation -> expectation.rows().isPresent())
                    .toList();
            if (!asked.isEmpty()) {
                check(warehouse, asked);
            }
        }
    }

    private void check(WarehouseSettings warehouse, List<Expectation> asked) {
        try (var connection = warehouse.connectToRead()) {
            asked.forEach(expectation -> check(
                    connection, warehouse.dialect(), expectation, expectation.setting() + " in " + warehouse.name()));
        } catch (SQLException away) {
            // what is wrong with a warehouse has been said of it
        }
    }

    private void check(Connection connection, Dialect dialect, Expectation expectation, String what) {
        var rows = expectation.rows().orElseThrow();
        var looked = Stream.concat(Stream.of(expectation.table()), rows.other().stream())
                .toList();
        if (!tables.keySet().containsAll(looked)) {
            // what is wrong with a table has been said of it
            return;
        }
        try {
            var there = there(connection, dialect, looked);
            var known = new HashMap<>(tables);
            known.putAll(there);
            var failing = rows.failing(
                    new CurrentRows(dialect, known.get(expectation.table())),
                    other -> new CurrentRows(dialect, known.get(other)));
            if (there.size() < looked.size()) {
                report.good(what + " can be asked when its tables are there");
            } else {
                found(what, FailingCount.of(connection, expectation, failing));
            }
        } catch (InvalidTableException otherwise) {
            // has been said of the table
        } catch (SQLException refused) {
            report.wrong(what + " isn't answered (" + FailureText.of(refused) + "); write it so that it is");
        } catch (IllegalArgumentException wrong) {
            report.wrong(what + ": " + wrong.getMessage());
        }
    }

    private void found(String what, long failing) {
        if (failing == 0) {
            report.good(what + " is so");
        } else {
            report.add(Finding.warning(
                    what + " isn't so, failing rows: " + failing, "mend them in the source, or expect something else"));
        }
    }

    /** Those of the tables that the warehouse has, as they are there. */
    private Map<TableDeclaration, CapturedTable> there(
            Connection connection, Dialect dialect, List<TableDeclaration> looked) throws SQLException {
        var there = new HashMap<TableDeclaration, CapturedTable>();
        for (var table : looked) {
            // its end would be that of the connection
            new TargetTable(dialect, connection).find(tables.get(table)).ifPresent(kept -> there.put(table, kept));
        }
        return there;
    }
}
