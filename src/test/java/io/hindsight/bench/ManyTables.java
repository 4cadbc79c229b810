package io.hindsight.bench;

import io.hindsight.testing.JdbcServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many small tables of a source, and how many of them a warehouse has followed. */
final class ManyTables {

    private static final int AT_ONCE = 50;
    private static final long PAUSE_MILLIS = 250;

    private final JdbcServer mySql;
    private final String database;
    private final int number;

    /** Creates the tables, without a row, in a database of that name. */
    ManyTables(JdbcServer mySql, String database, int number) throws SQLException {
        this.mySql = mySql;
        this.database = database;
        this.number = number;
        try (var connection = mySql.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
            for (var table : names()) {
                statement.execute("CREATE TABLE " + database + "." + table
                        + " (id BIGINT PRIMARY KEY, name VARCHAR(50), price DECIMAL(10,2), changed_at DATETIME(6))");
            }
        }
    }

    List<String> names() {
        return IntStream.range(0, number).mapToObj("table_%04d"::formatted).toList();
    }

    /** Writes a row of that id in each table, each a transaction of its own. */
    void insert(int id) throws SQLException {
        try (var connection = mySql.connect(database);
                var statement = connection.createStatement()) {
            for (var table : names()) {
                statement.execute("INSERT INTO " + table + " VALUES (" + id + ", 'a name', 1.50, now(6))");
            }
        }
    }

    /**
     * Waits until each table's row of that id is in a table of its name in each warehouse.
     *
     * @throws IllegalStateException if the program ends, or not all are there in time
     */
    void awaitFollowed(Program program, List<JdbcServer> warehouses, int id, long mostSeconds)
            throws SQLException, InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(mostSeconds);
        for (var warehouse : warehouses) {
            try (var connection = warehouse.connect(database)) {
                Set<String> missing = new LinkedHashSet<>(names());
                while (!missing.isEmpty()) {
                    missing.removeAll(having(connection, missing, id));
                    if (!program.isAlive() || System.nanoTime() > deadline) {
                        throw new IllegalStateException(missing.size() + " of " + number
                                + " tables aren't followed, and the program "
                                + (program.isAlive() ? "is slow" : "has ended"));
                    }
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                }
            }
        }
    }

    private List<String> having(Connection connection, Set<String> among, int id) throws SQLException {
        var made = column(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema IN ('public', '" + database
                        + "') AND table_name LIKE 'table\\_%'");
        made.retainAll(among);
        var having = new ArrayList<String>();
        for (var first = 0; first < made.size(); first += AT_ONCE) {
            having.addAll(column(
                    connection,
                    made.subList(first, Math.min(first + AT_ONCE, made.size())).stream()
                            .map(table -> "SELECT '" + table + "' FROM " + table + " WHERE id = " + id)
                            .collect(Collectors.joining(" UNION ALL "))));
        }
        return having;
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
