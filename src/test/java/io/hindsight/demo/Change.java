package io.hindsight.demo;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A change of an asset as MySQL recorded it: c, u or d, with the values after it, or before a delete. */
record Change(String op, Asset asset) {

    static Change read(ResultSet row) throws SQLException {
        return new Change(row.getString(5), Asset.read(row));
    }

    @Override
    public String toString() {
        return op + " " + asset;
    }
}
