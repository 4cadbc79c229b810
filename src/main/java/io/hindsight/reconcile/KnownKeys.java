package io.hindsight.reconcile;

import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.warehouse.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/** Asks a warehouse which keys it has anything of, be it that they were deleted. */
public final class KnownKeys {

    private KnownKeys() {}

    /** Gives those of some keys that it has. */
    public static Set<Key> among(Collection<Key> keys, Connection connection, Dialect warehouse, CapturedTable table)
            throws SQLException {
        return ComparedTable.warehouse(connection, warehouse, table)
                .lastChanges(keys)
                .keySet();
    }
}
