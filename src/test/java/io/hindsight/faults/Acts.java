package io.hindsight.faults;

import static io.hindsight.oracle.AuditedTable.quoted;

import io.hindsight.oracle.AuditedTable;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** What a transaction may do to a table: each of the kinds that pipelines have stumbled over. */
final class Acts {

    private static final String SIGNS = "aé'\\\"ß漢😀{}";

    private final Statement statement;
    private final AuditedTable table;
    private final Random random;
    private final String name;
    private final String key;
    private final String number;
    private final String text;

    Acts(Statement statement, AuditedTable table, Random random) {
        this.statement = statement;
        this.table = table;
        this.random = random;
        this.name = table.quotedName();
        this.key = quoted(table.key());
        this.number = quoted(table.number());
        this.text = quoted(table.text());
    }

    void upsert(int row) throws SQLException {
        statement.execute("INSERT INTO " + name + " VALUES " + values(row) + " ON DUPLICATE KEY UPDATE " + number
                + " = " + number + " + 1, " + text + " = " + (random.nextBoolean() ? text : text()));
    }

    void delete(int row) throws SQLException {
        statement.execute("DELETE FROM " + name + where(row));
    }

    void deleteAndInsert(int row) throws SQLException {
        delete(row);
        statement.execute("INSERT INTO " + name + " VALUES " + values(row));
    }

    void replace(int row) throws SQLException {
        statement.execute("REPLACE INTO " + name + " VALUES " + values(row) + ", " + values(row + 1));
    }

    void changeNothing(int row) throws SQLException {
        statement.execute("UPDATE " + name + " SET " + number + " = " + number + where(row, row + 5));
    }

    /** One row, many times in one transaction: all with one commit time. */
    void manyTimes(int row) throws SQLException {
        for (var times = isLarge() ? 2 : 3 + random.nextInt(15); times > 0; times--) {
            statement.execute("UPDATE " + name + " SET " + number + " = " + number + " + 1" + where(row));
        }
    }

    void changeKey(int row, int other) throws SQLException {
        statement.execute("UPDATE " + name + " SET " + key + " = " + other + where(row));
    }

    /** Each row takes its neighbour's key in one statement. */
    void shiftKeys(int row) throws SQLException {
        var up = random.nextBoolean();
        statement.execute("UPDATE " + name + " SET " + key + " = " + key + (up ? " + 1" : " - 1") + where(row, row + 6)
                + " ORDER BY " + key + (up ? " DESC" : ""));
    }

    void undone(int row) throws SQLException {
        statement.execute("SAVEPOINT before_it");
        upsert(row);
        delete(row + 1);
        statement.execute("ROLLBACK TO before_it");
    }

    void range(int row) throws SQLException {
        statement.execute(
                "UPDATE " + name + " SET " + number + " = " + number + " + 1" + where(row, row + (isLarge() ? 1 : 8)));
    }

    private boolean isLarge() {
        return table.padding() > 1;
    }

    private String where(int row) {
        return " WHERE " + key + " = " + row;
    }

    private String where(int first, int last) {
        return " WHERE " + key + " BETWEEN " + first + " AND " + last;
    }

    private String values(int row) {
        return "(" + row + ", " + random.nextInt(1_000) + ", " + text() + ")";
    }

    /** NULL, or text with signs that somebody might take for something else. */
    private String text() {
        if (random.nextInt(6) == 0) {
            return "NULL";
        }
        var written = new StringBuilder();
        random.ints(8, 0, SIGNS.codePointCount(0, SIGNS.length()))
                .map(index -> SIGNS.codePointAt(SIGNS.offsetByCodePoints(0, index)))
                .forEach(written::appendCodePoint);
        var literal = "'" + written.toString().replace("\\", "\\\\").replace("'", "''") + "'";
        return isLarge() ? "REPEAT(" + literal + ", " + table.padding() + ")" : literal;
    }
}
