package io.hindsight.reconcile;

import io.hindsight.capture.held.HeldTables;
import io.hindsight.capture.owed.OwedComparison;
import io.hindsight.settings.Settings;
import io.hindsight.settings.WarehouseSettings;
import io.hindsight.source.Source;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.KeepMode;
import io.hindsight.table.Key;
import io.hindsight.table.RowText;
import io.hindsight.table.TableDeclaration;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Compares tables of the source with what warehouses have of them, while both are written to; changes nothing. For one
 * thread.
 */
public final class Reconciliation implements AutoCloseable {

    /** How long what stands still is waited for. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private final Settings settings;
    private final Source source;
    private final CatchUp catchUp;
    private final HeldTables held;
    private final Supplier<Standing> standing;

    /** @throws SQLException when the source can't be asked */
    public Reconciliation(Settings settings) throws SQLException {
        this(settings, () -> Standing.UNKNOWN);
    }

    /**
     * Begins one that doesn't wait for what stands still.
     *
     * @throws SQLException when the source can't be asked
     */
    public Reconciliation(Settings settings, Supplier<Standing> standing) throws SQLException {
        this.standing = standing;
        this.settings = settings;
        this.source = Source.open(settings.source());
        this.catchUp = new CatchUp(settings);
        this.held = HeldTables.asked(settings);
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
        return compare(table, warehouse, Optional.empty());
    }

    /** Compares what of a table is to be, when all that was in the source's log before has come to the warehouse. */
    public TableReport compare(CapturedTable table, WarehouseSettings warehouse, OwedComparison owed)
            throws SQLException, InterruptedException {
        return compare(table, warehouse, Optional.of(owed));
    }

    private TableReport compare(CapturedTable table, WarehouseSettings warehouse, Optional<OwedComparison> owed)
            throws SQLException, InterruptedException {
        if (table.keys().stream().anyMatch(RowText::isComparedAsValue)) {
            return TableReport.notCompared(
                    table,
                    warehouse.name(),
                    "a key of type FLOAT, DOUBLE or JSON can't be found again in another engine");
        }
        held.readOn();
        var hold = held.open(table.source());
        if (hold.isPresent()) {
            return TableReport.notCompared(table, warehouse.name(), hold.get().toString());
        }
        var some = owed.filter(each -> !each.isWhole());
        try (var kept = Kept.open(table, warehouse)) {
            var there = ComparedTable.source(source, table);
            var comparison = new Comparison(table, there, kept, settings.check());
            var recheck = recheck(table, warehouse, there, kept);
            var incomplete = "";
            Set<Key> unsettled = Set.of();
            try {
                if (owed.isPresent()) {
                    // a row that is on its way to the warehouse would be missed
                    settle(table.declaration(), warehouse.name(), source.end());
                }
                var suspects = some.isPresent() ? comparison.suspects(some.get().rows()) : comparison.suspects();
                if (comparison.isTooMany()) {
                    incomplete = tooMany(table);
                }
                unsettled = recheck.judge(suspects);
            } catch (Recheck.NotInTime late) {
                incomplete = late.getMessage();
            }
            return new TableReport(
                    table,
                    warehouse.name(),
                    comparison.rows(),
                    List.copyOf(recheck.found()),
                    some.isPresent() || table.declaration().keep() != KeepMode.HISTORY
                            ? List.of()
                            : kept.broken(settings.check().mostDifferences()),
                    List.copyOf(unsettled),
                    incomplete);
        }
    }

    private String tooMany(CapturedTable table) {
        return "more than " + settings.check().mostDifferences() + " keys differ, the rest wasn't looked at;"
                + " raise hindsight.check.most-differences, or read the whole table anew: hindsight snapshot "
                + table.declaration().name();
    }

    private Recheck recheck(CapturedTable table, WarehouseSettings warehouse, ComparedTable there, Kept kept) {
        return new Recheck(
                source,
                there,
                kept,
                place -> settle(table.declaration(), warehouse.name(), place),
                settings.source().epoch(),
                settings.check().chunkSize());
    }

    private void settle(TableDeclaration table, String warehouse, SourceOffset place)
            throws InterruptedException, Recheck.NotInTime {
        var patience = settings.check().patience();
        var why = standing.get().why(table, warehouse);
        if (why.isPresent() && patience.compareTo(MOMENT) > 0) {
            // it may just be starting
            patience = MOMENT;
        }
        if (!catchUp.await(place, table, warehouse, patience)) {
            throw new Recheck.NotInTime(why.map(down -> "it isn't known whether rows differ: " + down)
                    .orElse("the pipeline has not brought in time what the source had at " + place
                            + "; is it running? hindsight status says so"));
        }
    }

    /**
     * Looks only for rows that a warehouse has and the source doesn't any more.
     *
     * @throws IllegalStateException when Kafka or the pipeline doesn't answer in time
     */
    public List<Difference> gone(CapturedTable table, WarehouseSettings warehouse)
            throws SQLException, InterruptedException {
        try (var kept = Kept.open(table, warehouse)) {
            var there = ComparedTable.source(source, table);
            var recheck = recheck(table, warehouse, there, kept);
            recheck.judge(new Comparison(table, there, kept, settings.check()).maybeGone());
            return recheck.found().stream()
                    .filter(difference -> difference.kind() == Difference.Disagreement.EXTRA)
                    .toList();
        } catch (Recheck.NotInTime late) {
            throw new IllegalStateException(late.getMessage(), late);
        }
    }

    @Override
    public void close() throws SQLException {
        held.close();
        catchUp.close();
        source.close();
    }
}
