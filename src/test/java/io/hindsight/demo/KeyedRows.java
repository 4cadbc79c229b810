package io.hindsight.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query in the order of their key, its first column, read bit by bit and taken key by key. */
final class KeyedRows<T> implements AutoCloseable {

    private static final int AT_ONCE = 1_000;

    /** Reads the row that the result stands on. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Statement statement;
    private final ResultSet result;
    private final Reader<T> reader;
    private boolean more;

    KeyedRows(Connection connection, String sql, Reader<T> reader) throws SQLException {
        this.statement = connection.createStatement();
        this.statement.setFetchSize(AT_ONCE);
        this.result = statement.executeQuery(sql);
        this.reader = reader;
        this.more = result.next();
    }

    /** The key that comes next; the largest there is when none does. */
    long key() throws SQLException {
        return more ? result.getLong(1) : Long.MAX_VALUE;
    }

    /** Takes the rows of the key, if it's the one that comes next. */
    List<T> take(long key) throws SQLException {
        var rows = new ArrayList<T>();
        while (more && result.getLong(1) == key) {
            rows.add(reader.read(result));
            more = result.next();
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
