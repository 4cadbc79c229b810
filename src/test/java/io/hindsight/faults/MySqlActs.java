package io.hindsight.faults;

import io.hindsight.oracle.AuditedTable;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** What only MySQL's SQL can say. */
final class MySqlActs extends Acts {

    MySqlActs(Statement statement, AuditedTable table, Random random) {
        super(statement, table, random, AuditedTable::quoted);
    }

    @Override
    void upsert(int row) throws SQLException {
        statement.execute("INSERT INTO " + name + " VALUES " + values(row) + " ON DUPLICATE KEY UPDATE " + number
                + " = " + number + " + 1, " + text + " = " + (random.nextBoolean() ? text : text()));
    }

    @Override
    void many(int row) throws SQLException {
        statement.execute("REPLACE INTO " + name + " VALUES " + values(row) + ", " + values(row + 1));
    }

    /** By one statement. */
    @Override
    void shiftKeys(int row) throws SQLException {
        var up = random.nextBoolean();
        statement.execute("UPDATE " + name + " SET " + key + " = " + key + (up ? " + 1" : " - 1") + where(row, row + 6)
                + " ORDER BY " + key + (up ? " DESC" : ""));
    }

    @Override
    String escaped(String text) {
        return text.replace("\\", "\\\\");
    }
}
