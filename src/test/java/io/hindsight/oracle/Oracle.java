package io.hindsight.oracle;

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
public final class Oracle {

    /** What a warehouse says of a text, of a moment and of a name in its own words. */
    private record Dialect(String md5, String micros, char quote) {

        static Dialect of(String warehouse) {
            return switch (warehouse) {
                case "clickhouse", "lake" -> new Dialect("lower(hex(MD5(%s)))", "toUnixTimestamp64Micro(%s)", '"');
                case "starrocks" -> new Dialect("md5(%s)", "timestampdiff(MICROSECOND, '1970-01-01', %s)", '`');
                default -> new Dialect("md5(%s)", "(extract(epoch FROM %s) * 1000000)::bigint", '"');
            };
        }

        private String quoted(String identifier) {
            return quote
                    + identifier.replace(
                            String.valueOf(quote), String.valueOf(quote).repeat(2))
                    + quote;
        }

        /** The audited number and the text's sum, as the triggers write them down. */
        private List<String> values(AuditedTable table) {
            return List.of(quoted(table.number()), "coalesce(" + md5.formatted(quoted(table.text())) + ", 'null')");
        }
    }

    private final JdbcServer source;
    private final Map<String, JdbcServer> warehouses;
    private final String database;

    /**
     * @param source a MySQL or a PostgreSQL
     * @param warehouses by name
     * @param database in all of them
     */
    public Oracle(JdbcServer source, Map<String, JdbcServer> warehouses, String database) {
        this.source = source;
        this.warehouses = warehouses;
        this.database = database;
    }

    /** How many changes the triggers have written down. */
    public long written(AuditedTable table) {
        return number(source, "SELECT count(*) FROM " + table.audit());
    }

    /** How many changes a warehouse has kept. */
    public long kept(AuditedTable table, String warehouse) {
        return number(warehouses.get(warehouse), "SELECT count(*) FROM " + table.declared());
    }

    private long number(JdbcServer server, String sql) {
        return Long.parseLong(Rows.of(server, database, sql).get(0));
    }

    /**
     * Compares all of a table, its history and its current rows, as of one moment each.
     *
     * @param currents views and tables of the warehouse that show the current rows
     */
    public Comparison compare(AuditedTable table, String warehouse, List<String> currents) throws SQLException {
        var comparison = new Comparison(table.declared() + " in " + warehouse);
        comparison.history(changes(table), versions(table, warehouse));
        for (var current : currents) {
            comparison.current(source(table), current(table, current, warehouse));
        }
        return comparison;
    }

    private Map<Integer, List<String>> changes(AuditedTable table) {
        return Rows.of(source, database, "SELECT k, op, n, t FROM " + table.audit() + " ORDER BY seq").stream()
                .map(row -> row.split("\\|", 2))
                .collect(groupingBy(row -> Integer.valueOf(row[0]), mapping(row -> row[1], toList())));
    }

    private List<String> source(AuditedTable table) {
        return Rows.of(
                source,
                database,
                "SELECT %s, %s, coalesce(MD5(%s), 'null') FROM %s"
                        .formatted(
                                quoted(table.key()),
                                quoted(table.number()),
                                quoted(table.text()),
                                quoted(table.name())));
    }

    private String quoted(String identifier) {
        return source.jdbcUrl().startsWith("jdbc:postgresql:")
                ? PostgresAudit.quoted(identifier)
                : AuditedTable.quoted(identifier);
    }

    private List<String> current(AuditedTable table, String view, String warehouse) {
        var dialect = Dialect.of(warehouse);
        return Rows.of(
                warehouses.get(warehouse),
                database,
                "SELECT %s, %s FROM %s"
                        .formatted(dialect.quoted(table.key()), String.join(", ", dialect.values(table)), view));
    }

    private List<Version> versions(AuditedTable table, String warehouse) throws SQLException {
        var dialect = Dialect.of(warehouse);
        var sql =
                "SELECT %s, concat(op_type, '|', %s), change_seq, %s, %s, CASE WHEN is_current THEN 1 ELSE 0 END FROM %s ORDER BY change_seq"
                        .formatted(
                                dialect.quoted(table.key()),
                                String.join(", '|', ", dialect.values(table)),
                                dialect.micros.formatted("effective_start_ts"),
                                dialect.micros.formatted("effective_end_ts"),
                                table.declared());
        var versions = new ArrayList<Version>();
        try (var connection = warehouses.get(warehouse).connect(database);
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
}
