package io.hindsight.source.postgresql.check;

import io.hindsight.source.Finding;
import io.hindsight.source.postgresql.PostgresNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the publication has the declared tables, whole and no others; says the statement that makes it so. */
final class PublicationCheck {

    private static final String ALL_OPERATIONS = "publish = 'insert, update, delete, truncate'";
    private static final String BY_ROOT = "publish_via_partition_root = true";

    private final Connection connection;
    private final String name;
    private final Map<String, PublishedTable> declared;

    /** @param declared those that can be published, by their names */
    PublicationCheck(Connection connection, String name, Map<String, PublishedTable> declared) {
        this.connection = connection;
        this.name = name;
        this.declared = declared;
    }

    List<Finding> run() throws SQLException {
        try (var statement = connection.prepareStatement("SELECT * FROM pg_publication WHERE pubname = ?")) {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                return row.next() ? look(row) : List.of(missing());
            }
        }
    }

    private Finding missing() {
        return Finding.error(
                "there is no publication " + name + ", by which the server knows what to send",
                declared.isEmpty()
                        ? "mend the tables first"
                        : "CREATE PUBLICATION " + quoted() + " FOR TABLE " + names(List.copyOf(declared.values()))
                                + " WITH (" + BY_ROOT + ")");
    }

    private List<Finding> look(ResultSet publication) throws SQLException {
        var findings = new ArrayList<Finding>();
        if (publication.getBoolean("puballtables")) {
            return List.of(Finding.error(
                    "the publication " + name + " is FOR ALL TABLES: updates of any table without a replica identity"
                            + " fail",
                    "DROP PUBLICATION " + quoted() + " and " + missing().cure()));
        }
        for (var operation : List.of("insert", "update", "delete", "truncate")) {
            if (!publication.getBoolean("pub" + operation)) {
                findings.add(Finding.error(
                        "the publication " + name + " sends no " + operation,
                        "ALTER PUBLICATION " + quoted() + " SET (" + ALL_OPERATIONS + ")"));
            }
        }
        if (!publication.getBoolean("pubviaroot")
                && declared.values().stream().anyMatch(PublishedTable::isPartitioned)) {
            findings.add(Finding.error(
                    "the publication " + name + " sends rows of a partitioned table as those of its partitions",
                    "ALTER PUBLICATION " + quoted() + " SET (" + BY_ROOT + ")"));
        }
        findings.addAll(tables());
        return findings;
    }

    private List<Finding> tables() throws SQLException {
        var published = published();
        var findings = new ArrayList<Finding>();
        var absent = declared.entrySet().stream()
                .filter(table -> !published.containsKey(table.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!absent.isEmpty()) {
            findings.add(Finding.error(
                    "the publication " + name + " lacks " + plain(absent),
                    "ALTER PUBLICATION " + quoted() + " ADD TABLE " + names(absent)));
        }
        var others = published.keySet().stream()
                .filter(table -> !declared.containsKey(table))
                .toList();
        if (!others.isEmpty()) {
            findings.add(Finding.warning(
                    "the publication " + name + " has " + String.join(", ", others)
                            + " too, which isn't declared or can't be published without harm",
                    "ALTER PUBLICATION " + quoted() + " DROP TABLE what nobody needs of it"));
        }
        declared.forEach((table, said) -> {
            if (published.containsKey(table) && !published.get(table).equals(whole(said))) {
                findings.add(Finding.error(
                        "the publication " + name + " has only some rows or columns of " + table,
                        "ALTER PUBLICATION " + quoted() + " DROP TABLE " + PostgresNames.quoted(said.name())
                                + ", and ADD TABLE it without a list of columns or WHERE"));
            }
        });
        return findings;
    }

    /** By table, its columns and whether it has a condition. */
    private Map<String, String> published() throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        // lists of columns and conditions are from 15 on
        var parts = version < 15 ? "NULL AS attnames, NULL AS rowfilter" : "attnames::text[] AS attnames, rowfilter";
        try (var statement = connection.prepareStatement("SELECT schemaname || '.' || tablename AS name, " + parts
                + " FROM pg_publication_tables WHERE pubname = ? ORDER BY 1")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                var tables = new LinkedHashMap<String, String>();
                while (rows.next()) {
                    var columns = rows.getArray("attnames");
                    var filter = rows.getString("rowfilter");
                    var table = rows.getString("name");
                    tables.put(
                            table,
                            columns == null && declared.containsKey(table)
                                    ? whole(declared.get(table))
                                    : columns(columns == null ? List.of() : List.of((String[]) columns.getArray()))
                                            + (filter == null ? "" : " WHERE"));
                }
                return tables;
            }
        }
    }

    private static String whole(PublishedTable table) {
        return columns(table.columns());
    }

    private static String columns(List<String> names) {
        return names.stream().sorted().collect(Collectors.joining("\0"));
    }

    private static String names(List<PublishedTable> tables) {
        return tables.stream().map(table -> PostgresNames.quoted(table.name())).collect(Collectors.joining(", "));
    }

    private static String plain(List<PublishedTable> tables) {
        return tables.stream().map(table -> table.name().toString()).collect(Collectors.joining(", "));
    }

    private String quoted() {
        return PostgresNames.quoted(name);
    }
}
