package io.hindsight.demo;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row of an asset's history.
 *
 * @param ends null where it doesn't end
 * @param open whether it's marked as current
 */
record Version(Change change, String seq, String starts, String ends, boolean open) {

    static Version read(ResultSet row) throws SQLException {
        return new Version(Change.read(row), row.getString(6), row.getString(7), row.getString(8), row.getInt(9) == 1);
    }

    boolean isDelete() {
        return change.op().equals("d");
    }
}
