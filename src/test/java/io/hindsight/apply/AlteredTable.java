package io.hindsight.apply;

import io.hindsight.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A table of MySQL that is altered and written at random, and the versions that must be kept of it: of each writing what
 * the row was then. Only what is followed is done: a type is never another kind than its column's name says.
 */
final class AlteredTable implements AutoCloseable {

    private static final int KEYS = 6;

    /**
     * A version as it must be kept.
     *
     * @param row its columns that have a value
     */
    record Version(int id, String op, boolean open, Map<String, String> row) {}

    private final String table;
    private final Random random;
    private final Connection connection;
    private final Statement statement;
    private final Map<String, AlteredColumn> columns = new TreeMap<>();
    private final Map<Integer, List<Version>> versions = new TreeMap<>();
    private final List<String> done = new ArrayList<>();
    private int number;

    /** A new table with a row for some keys. */
    AlteredTable(String database, String table, long seed) throws SQLException {
        this.table = table;
        this.random = new Random(seed);
        this.connection = TestServers.mySql().connect(database);
        this.statement = connection.createStatement();
        run("CREATE TABLE " + table + " (id INT PRIMARY KEY, n INT NOT NULL)");
        add();
        add();
        connection.setAutoCommit(false);
        for (var id = 1; id <= KEYS / 2; id++) {
            insert(id, "r");
        }
        connection.commit();
    }

    /** Does something to a row or to the table; DDL and a commit now and then end a transaction. */
    void step() throws SQLException {
        var what = random.nextInt(100);
        if (what < 60) {
            write(1 + random.nextInt(KEYS));
        } else if (what < 68) {
            delete(1 + random.nextInt(KEYS));
        } else if (what < 72) {
            truncate();
        } else {
            alter();
        }
        if (random.nextInt(3) == 0) {
            connection.commit();
        }
    }

    private void alter() throws SQLException {
        switch (random.nextInt(5)) {
            case 0, 1 -> add();
            case 2 -> widen();
            case 3 -> rename();
            default -> drop();
        }
    }

    private void add() throws SQLException {
        var column = AlteredColumn.any(random);
        var name = column.kind() + random.nextInt(2);
        if (columns.containsKey(name)) {
            return;
        }
        var place =
                switch (random.nextInt(3)) {
                    case 0 -> " FIRST";
                    case 1 -> " AFTER id";
                    default -> "";
                };
        run("ALTER TABLE " + table + " ADD " + name + " " + column.type() + place);
        columns.put(name, column);
    }

    private void widen() throws SQLException {
        if (!columns.isEmpty()) {
            var name = any(List.copyOf(columns.keySet()));
            columns.computeIfPresent(name, (same, column) -> column.wider());
            run("ALTER TABLE " + table + " MODIFY " + name + " "
                    + columns.get(name).type());
        }
    }

    private void rename() throws SQLException {
        if (!columns.isEmpty()) {
            var name = any(List.copyOf(columns.keySet()));
            var other = columns.get(name).kind() + (name.endsWith("0") ? "1" : "0");
            if (!columns.containsKey(other)) {
                run("ALTER TABLE " + table + " RENAME COLUMN " + name + " TO " + other);
                columns.put(other, columns.remove(name));
            }
        }
    }

    private void drop() throws SQLException {
        if (!columns.isEmpty()) {
            var name = any(List.copyOf(columns.keySet()));
            run("ALTER TABLE " + table + " DROP COLUMN " + name);
            columns.remove(name);
        }
    }

    private void truncate() throws SQLException {
        run("TRUNCATE TABLE " + table);
        versions.keySet().forEach(this::close);
    }

    private void write(int id) throws SQLException {
        if (!isOpen(id)) {
            insert(id, "c");
            return;
        }
        var sets = new StringBuilder("n = " + ++number);
        for (var name : columns.keySet()) {
            if (random.nextBoolean()) {
                sets.append(", ")
                        .append(name)
                        .append(" = ")
                        .append(columns.get(name).value(random));
            }
        }
        run("UPDATE " + table + " SET " + sets + " WHERE id = " + id);
        keep(id, "u");
    }

    private void insert(int id, String op) throws SQLException {
        var names = new StringBuilder("id, n");
        var values = new StringBuilder(id + ", " + ++number);
        columns.forEach((name, column) -> {
            names.append(", ").append(name);
            values.append(", ").append(column.value(random));
        });
        run("INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")");
        keep(id, op);
    }

    private void delete(int id) throws SQLException {
        if (isOpen(id)) {
            keep(id, "d");
            run("DELETE FROM " + table + " WHERE id = " + id);
            close(id);
        }
    }

    private void keep(int id, String op) throws SQLException {
        close(id);
        try (var rows = statement.executeQuery("SELECT * FROM " + table + " WHERE id = " + id)) {
            rows.next();
            versions.computeIfAbsent(id, key -> new ArrayList<>())
                    .add(new Version(id, op, true, ChangingTable.row(rows)));
        }
    }

    private boolean isOpen(int id) {
        var known = versions.getOrDefault(id, List.of());
        return !known.isEmpty() && known.get(known.size() - 1).open();
    }

    private void close(int id) {
        versions.computeIfPresent(
                id,
                (same, known) -> new ArrayList<>(known.stream()
                        .map(version -> new Version(id, version.op(), false, version.row()))
                        .toList()));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void run(String sql) throws SQLException {
        done.add(sql);
        statement.execute(sql);
    }

    /** All versions, by key and in their order. */
    List<Version> versions() throws SQLException {
        connection.commit();
        return versions.values().stream().flatMap(List::stream).toList();
    }

    /** What was done, in its order. */
    List<String> done() {
        return done;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
