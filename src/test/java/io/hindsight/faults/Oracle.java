package io.hindsight.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what the triggers have written down, and what a warehouse has kept, in words that can be compared. */
final class Oracle {

    /** What a warehouse says of a text and of a moment in its own words. */
    private record Dialect(String md5, String micros) {

        static Dialect of(String warehouse) {
            return warehouse.equals("clickhouse")
                    ? new Dialect("lower(hex(MD5(%s)))", "toUnixTimestamp64Micro(%s)")
                    : new Dialect("md5(%s)", "(extract(epoch FROM %s) * 1000000)::bigint");
        }
    }

    private final Machines machines;
    private final String database;

    Oracle(Machines machines, String database) {
        this.machines = machines;
        this.database = database;
    }

    /** How many changes the triggers have written down. */
    long written(AuditedTable table) {
        return number(machines.mySql(), "SELECT count(*) FROM " + table.audit());
    }

    /** How many changes a warehouse has kept. */
    long kept(AuditedTable table, String warehouse) {
        return number(machines.warehouses().get(warehouse), "SELECT count(*) FROM " + table.declared());
    }

    private long number(JdbcServer server, String sql) {
        return Long.parseLong(Rows.of(server, database, sql).get(0));
    }

    /** Compares all of a table, history and current rows, as of one moment each. */
    Comparison compare(AuditedTable table, String warehouse) throws SQLException {
        var comparison = new Comparison(table.declared() + " in " + warehouse);
        comparison.history(changes(table), versions(table, warehouse));
        comparison.current(source(table), current(table, table.current(), warehouse));
        comparison.current(source(table), current(table, table.declared() + "_current", warehouse));
        return comparison;
    }

    private Map<Integer, List<String>> changes(AuditedTable table) {
        return Rows.of(machines.mySql(), database, "SELECT k, op, n, t FROM " + table.audit() + " ORDER BY seq")
                .stream()
                .map(row -> row.split("\\|", 2))
                .collect(groupingBy(row -> Integer.valueOf(row[0]), mapping(row -> row[1], toList())));
    }

    private List<String> source(AuditedTable table) {
        return Rows.of(
                machines.mySql(),
                database,
                "SELECT %s, %s, MD5(%s) FROM %s"
                        .formatted(
                                AuditedTable.quoted(table.key()),
                                AuditedTable.quoted(table.number()),
                                AuditedTable.quoted(table.text()),
                                table.quotedName()));
    }

    private List<String> current(AuditedTable table, String view, String warehouse) {
        var dialect = Dialect.of(warehouse);
        return Rows.of(
                machines.warehouses().get(warehouse),
                database,
                "SELECT %s, %s, %s FROM %s"
                        .formatted(
                                quoted(table.key()),
                                quoted(table.number()),
                                dialect.md5.formatted(quoted(table.text())),
                                view));
    }

    private List<Version> versions(AuditedTable table, String warehouse) throws SQLException {
        var dialect = Dialect.of(warehouse);
        var sql =
                "SELECT %s, concat(op_type, '|', %s, '|', coalesce(%s, 'null')), change_seq, %s, %s, CASE WHEN is_current THEN 1 ELSE 0 END FROM %s ORDER BY change_seq"
                        .formatted(
                                quoted(table.key()),
                                quoted(table.number()),
                                dialect.md5.formatted(quoted(table.text())),
                                dialect.micros.formatted("effective_start_ts"),
                                dialect.micros.formatted("effective_end_ts"),
                                table.declared());
        var versions = new ArrayList<Version>();
        try (var connection = machines.warehouses().get(warehouse).connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                var end = rows.getObject(5, Long.class);
                versions.add(new Version(
                        rows.getInt(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getLong(4),
                        end,
                        rows.getInt(6) == 1));
            }
        }
        return versions;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
