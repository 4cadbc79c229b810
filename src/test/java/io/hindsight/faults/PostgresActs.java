package io.hindsight.faults;

import io.hindsight.oracle.AuditedTable;
import io.hindsight.oracle.PostgresAudit;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** What only PostgreSQL's SQL can say; rows of one COPY have one LSN. */
final class PostgresActs extends Acts {

    private static final int ROWS_OF_A_COPY = 20;
    /** Above the keys of all other acts. */
    private static final AtomicInteger COPIED = new AtomicInteger(1_000_000_000);

    PostgresActs(Statement statement, AuditedTable table, Random random) {
        super(statement, table, random, PostgresAudit::quoted);
    }

    @Override
    void upsert(int row) throws SQLException {
        statement.execute("INSERT INTO " + name + " AS kept VALUES " + values(row) + " ON CONFLICT (" + key
                + ") DO UPDATE SET " + number + " = kept." + number + " + 1, " + text + " = "
                + (random.nextBoolean() ? "kept." + text : text()));
    }

    /** Now and then a COPY, with a message in the log before or behind it; else an insert of several rows. */
    @Override
    void many(int row) throws SQLException {
        if (isLarge() || random.nextInt(3) > 0) {
            statement.execute("INSERT INTO " + name + " VALUES " + values(row) + ", " + values(row + 1) + ", "
                    + values(row + 2) + " ON CONFLICT (" + key + ") DO NOTHING");
            return;
        }
        emit();
        var from = COPIED.getAndAdd(ROWS_OF_A_COPY);
        try {
            statement
                    .getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + name + " FROM STDIN",
                            new StringReader(IntStream.range(from, from + ROWS_OF_A_COPY)
                                    .mapToObj(id -> id + "\t" + id % 7 + "\tcopied\n")
                                    .collect(Collectors.joining())));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        emit();
    }

    private void emit() throws SQLException {
        statement.execute("SELECT pg_logical_emit_message(" + random.nextBoolean() + ", '"
                + (random.nextBoolean() ? "hindsight" : "audit") + "', 'a note')");
    }

    /** One after another: a unique key is looked at row by row. */
    @Override
    void shiftKeys(int row) throws SQLException {
        for (var last = row + 3; last >= row; last--) {
            changeKey(last, last + 1);
        }
    }

    /** The log leaves a large value out that stays as it was, and of the new key no version before is known. */
    @Override
    void changeKey(int row, int other) throws SQLException {
        statement.execute(
                "UPDATE " + name + " SET " + key + " = " + other + ", " + text + " = " + text + " || ''" + where(row));
    }

    @Override
    String escaped(String text) {
        return text;
    }
}
