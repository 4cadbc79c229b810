package io.hindsight.reconcile;

import io.hindsight.kafka.GroupNames;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.Source;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.table.RowText;
import io.hindsight.table.Shape;
import io.hindsight.warehouse.BrokenHistory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * Compares tables of the source with what warehouses have of them, while both are written to; changes nothing. For one
 * thread.
 */
public final class Reconciliation implements AutoCloseable {

    private final Settings settings;
    private final Source source;
    private final Passage passage;

    /** @throws SQLException when the source can't be asked */
    public Reconciliation(Settings settings) throws SQLException {
        this.settings = settings;
        this.source = Source.open(settings.source());
        this.passage = new Passage(settings);
    }

    /** Whether the warehouse keeps the table, by this program: how far a StarRocks that reads the topic itself is, isn't known. */
    public static boolean compares(CapturedTable table, WarehouseSettings warehouse) {
        return table.declaration().warehouses().contains(warehouse.name())
                && !table.declaration().routineLoad().contains(warehouse.name());
    }

    /**
     * Compares one table.
     *
     * @throws SQLException when the source or the warehouse can't be asked
     * @throws IllegalStateException when Kafka can't be asked
     */
    public TableReport compare(CapturedTable table, WarehouseSettings warehouse)
            throws SQLException, InterruptedException {
        if (table.keys().stream().anyMatch(RowText::isComparedAsValue)) {
            return new TableReport(
                    table,
                    warehouse.name(),
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    "a key of type FLOAT, DOUBLE or JSON can't be found again in another engine");
        }
        try (var connection = connect(warehouse)) {
            var there = Side.source(source, table);
            var kept = Side.warehouse(connection, warehouse.kind(), table);
            var comparison = new Comparison(table, there, kept, settings.check());
            var suspects = comparison.suspects();
            var verdicts = verdicts(table, warehouse, there, kept);
            var incomplete = comparison.isTooMany()
                    ? "more than " + settings.check().mostDifferences() + " keys differ, the rest wasn't looked at;"
                            + " raise hindsight.check.most-differences, or read the whole table anew: hindsight snapshot "
                            + table.declaration().name()
                    : "";
            Set<Key> unsettled = Set.of();
            try {
                unsettled = verdicts.judge(suspects);
            } catch (Verdicts.NotInTime late) {
                incomplete = late.getMessage();
            }
            return new TableReport(
                    table,
                    warehouse.name(),
                    comparison.rows(),
                    List.copyOf(verdicts.found()),
                    broken(connection, warehouse, table),
                    List.copyOf(unsettled),
                    incomplete);
        }
    }

    private Verdicts verdicts(CapturedTable table, WarehouseSettings warehouse, Side there, Side kept) {
        return new Verdicts(
                source,
                there,
                kept,
                place -> passage.await(
                        place,
                        table.declaration().topic(settings.name()),
                        GroupNames.of(settings).apply(table.declaration(), warehouse.name()),
                        settings.check().patience()),
                settings.source().epoch(),
                settings.check().chunkSize());
    }

    /**
     * Looks only for rows that a warehouse has and the source doesn't any more.
     *
     * @throws IllegalStateException when Kafka or the pipeline doesn't answer in time
     */
    public List<Difference> gone(CapturedTable table, WarehouseSettings warehouse)
            throws SQLException, InterruptedException {
        try (var connection = connect(warehouse)) {
            var there = Side.source(source, table);
            var kept = Side.warehouse(connection, warehouse.kind(), table);
            var verdicts = verdicts(table, warehouse, there, kept);
            verdicts.judge(new Comparison(table, there, kept, settings.check()).maybeGone());
            return verdicts.found().stream()
                    .filter(difference -> difference.kind() == Difference.Kind.EXTRA)
                    .toList();
        } catch (Verdicts.NotInTime late) {
            throw new IllegalStateException(late.getMessage(), late);
        }
    }

    private List<TableReport.Broken> broken(Connection connection, WarehouseSettings warehouse, CapturedTable table)
            throws SQLException {
        if (table.declaration().keep() != Shape.HISTORY) {
            return List.of();
        }
        var sql = BrokenHistory.statement(
                warehouse.kind(), table, settings.check().mostDifferences());
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var broken = new ArrayList<TableReport.Broken>();
            var keys = table.keys().size();
            while (rows.next()) {
                var texts = new ArrayList<String>();
                for (var index = 1; index <= keys; index++) {
                    texts.add(rows.getString(index));
                }
                broken.add(new TableReport.Broken(new Key(texts), rows.getString(keys + 1)));
            }
            return broken;
        }
    }

    private static Connection connect(WarehouseSettings warehouse) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", warehouse.username());
        properties.setProperty("password", warehouse.password());
        warehouse.kind().connectionProperties().forEach(properties::setProperty);
        return DriverManager.getConnection(warehouse.url(), properties);
    }

    @Override
    public void close() throws SQLException {
        passage.close();
        source.close();
    }
}
