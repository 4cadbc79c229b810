package io.hindsight.faults;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.settings.SourceKind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What a transaction may do to a table: each of the kinds that pipelines have stumbled over. */
abstract class Acts {

    private static final String SIGNS = "aé'\\\"ß漢😀{}";

    final Statement statement;
    final Random random;
    final String name;
    final String key;
    final String number;
    final String text;
    private final AuditedTable table;

    Acts(Statement statement, AuditedTable table, Random random, UnaryOperator<String> quoted) {
        this.statement = statement;
        this.table = table;
        this.random = random;
        this.name = quoted.apply(table.name());
        this.key = quoted.apply(table.key());
        this.number = quoted.apply(table.number());
        this.text = quoted.apply(table.text());
    }

    /** Acts as the source's own SQL has them. */
    static Acts of(SourceKind kind, Statement statement, AuditedTable table, Random random) {
        return kind == SourceKind.POSTGRESQL
                ? new PostgresActs(statement, table, random)
                : new MySqlActs(statement, table, random);
    }

    abstract void upsert(int row) throws SQLException;

    /** Many rows by one statement of the source's own. */
    abstract void many(int row) throws SQLException;

    /** Each row takes its neighbour's key. */
    abstract void shiftKeys(int row) throws SQLException;

    void delete(int row) throws SQLException {
        statement.execute("DELETE FROM " + name + where(row));
    }

    void deleteAndInsert(int row) throws SQLException {
        delete(row);
        statement.execute("INSERT INTO " + name + " VALUES " + values(row));
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

    boolean isLarge() {
        return table.padding() > 1;
    }

    String where(int row) {
        return " WHERE " + key + " = " + row;
    }

    String where(int first, int last) {
        return " WHERE " + key + " BETWEEN " + first + " AND " + last;
    }

    String values(int row) {
        return "(" + row + ", " + random.nextInt(1_000) + ", " + text() + ")";
    }

    /** A text without apostrophes, as it stands in a literal. */
    abstract String escaped(String text);

    /** NULL, or text with signs that somebody might take for something else. */
    String text() {
        if (random.nextInt(6) == 0) {
            return "NULL";
        }
        var written = new StringBuilder();
        random.ints(8, 0, SIGNS.codePointCount(0, SIGNS.length()))
                .map(index -> SIGNS.codePointAt(SIGNS.offsetByCodePoints(0, index)))
                .forEach(written::appendCodePoint);
        var literal = "'" + escaped(written.toString()).replace("'", "''") + "'";
        return isLarge() ? "REPEAT(" + literal + ", " + table.padding() + ")" : literal;
    }
}
