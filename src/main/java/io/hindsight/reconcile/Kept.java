package io.hindsight.reconcile;

import io.hindsight.settings.WarehouseSettings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Column;
import io.hindsight.table.Key;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers what is asked of a warehouse's table when it is compared with the source's; for one thread. */
interface Kept extends AutoCloseable {

    /**
     * Opens what a warehouse has of a table.
     *
     * @throws IllegalStateException when it hasn't been made yet
     */
    static Kept open(CapturedTable table, WarehouseSettings warehouse) throws SQLException {
        return warehouse.lake().isPresent()
                ? KeptInLake.open(table, warehouse.lake().get())
                : KeptTable.open(table, warehouse);
    }

    static IllegalStateException missing() {
        return new IllegalStateException("the second isn't there yet; hindsight run makes and fills it");
    }

    /** Gives the keys of a range on which both may disagree. */
    Set<Key> suspects(Range chunk, SourceReading source) throws SQLException, InterruptedException;

    /** Whether keys that the source doesn't have are suspects of a range, too. */
    boolean findsExtra();

    /** Gives keys that the source may not have any more, so many at most. */
    Set<Key> extra(SourceReading source, int most) throws SQLException, InterruptedException;

    /** The rows that are there now, of these keys. */
    List<ComparedRow> rows(Collection<Key> wanted) throws SQLException;

    /** The keys of the rows that have one of these values in some columns. */
    List<Key> keysWith(List<Column> columns, Collection<Key> values) throws SQLException;

    /** The change_seq of each key's last change, deletes too. */
    Map<Key, String> lastChanges(Collection<Key> wanted) throws SQLException;

    /** Keys of a history whose versions can't be, so many at most. */
    List<TableReport.Broken> broken(int most) throws SQLException;

    @Override
    void close() throws SQLException;
}
