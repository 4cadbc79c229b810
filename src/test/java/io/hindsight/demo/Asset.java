package io.hindsight.demo;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The values of an item asset, as text that is equal in every engine when the values are.
 *
 * @param registeredAt UTC, to the microsecond, like all moments here
 */
record Asset(String ownerId, String info, String registeredAt) {

    static Asset read(ResultSet row) throws SQLException {
        return new Asset(row.getString(2), row.getString(3), row.getString(4));
    }

    @Override
    public String toString() {
        return "(" + ownerId + ", " + info + ", " + registeredAt + ")";
    }
}
