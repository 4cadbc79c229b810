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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the publication has the declared tables, whole and no others; says the statement that makes it so. */
final class PublicationCheck {

    private static final String ALL_OPERATIONS = "publish = 'insert, update, delete, truncate'";
    private static final String BY_ROOT = "publish_via_partition_root = true";

    private final Connection connection;
    private final String name;
    private final Set<String> declared;
    private final Map<String, PublishedTable> publishable;

    /** @param publishable those of the declared tables that can be published without harm, by their names */
    PublicationCheck(
            Connection connection, String name, Set<String> declared, Map<String, PublishedTable> publishable) {
        this.connection = connection;
        this.name = name;
        this.declared = declared;
        this.publishable = publishable;
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
                publishable.isEmpty() ? "mend the tables first" : create());
    }

    private String create() {
        return "CREATE PUBLICATION " + quoted() + " FOR TABLE " + names(List.copyOf(publishable.values())) + " WITH ("
                + BY_ROOT + ")";
    }

    /** Gives the statement by which the publication has all tables that can be; empty where it has. What it has stays. */
    Optional<String> addition() throws SQLException {
        if (publishable.isEmpty()) {
            return Optional.empty();
        }
        if (!isThere(connection, name)) {
            return Optional.of(create());
        }
        var absent = absent(published(connection, name));
        return absent.isEmpty() ? Optional.empty() : Optional.of(add(absent));
    }

    static boolean isThere(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT 1 FROM pg_publication WHERE pubname = ?")) {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private List<PublishedTable> absent(Map<String, Published> published) {
        return publishable.entrySet().stream()
                .filter(table -> !published.containsKey(table.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private String add(List<PublishedTable> absent) {
        return "ALTER PUBLICATION " + quoted() + " ADD TABLE " + names(absent);
    }

    private List<Finding> look(ResultSet publication) throws SQLException {
        var findings = new ArrayList<Finding>();
        if (publication.getBoolean("puballtables") || hasSchemas()) {
            return List.of(Finding.error(
                    "the publication " + name
                            + " is FOR ALL TABLES, or all of a schema: updates of any table without a replica identity"
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
        var published = published(connection, name);
        if (!publication.getBoolean("pubviaroot")
                && published.entrySet().stream()
                        .anyMatch(table -> declared.contains(table.getKey())
                                && table.getValue().partitioned())) {
            findings.add(Finding.error(
                    "the publication " + name + " sends rows of a partitioned table as those of its partitions",
                    "ALTER PUBLICATION " + quoted() + " SET (" + BY_ROOT + ")"));
        }
        findings.addAll(tables(published));
        return findings;
    }

    private List<Finding> tables(Map<String, Published> published) {
        var findings = new ArrayList<Finding>();
        var absent = absent(published);
        if (!absent.isEmpty()) {
            findings.add(Finding.error("the publication " + name + " lacks " + plain(absent), add(absent)));
        }
        var others = published.keySet().stream()
                .filter(table -> !declared.contains(table))
                .toList();
        if (!others.isEmpty()) {
            findings.add(Finding.warning(
                    "the publication " + name + " has " + String.join(", ", others) + " too, which isn't declared",
                    "ALTER PUBLICATION " + quoted() + " DROP TABLE what nobody else needs of it"));
        }
        published.forEach((table, said) -> {
            if (declared.contains(table) && !said.whole()) {
                findings.add(Finding.error(
                        "the publication " + name + " has only some rows or columns of " + table,
                        "ALTER PUBLICATION " + quoted() + " DROP TABLE " + said.quoted()
                                + ", and ADD TABLE it without a list of columns or WHERE"));
            }
        });
        return findings;
    }

    /**
     * A table of the publication.
     *
     * @param whole whether all of its rows and columns are sent: lists and conditions are from version 15 on
     */
    record Published(String quoted, boolean whole, boolean partitioned) {}

    static Map<String, Published> published(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT n.nspname || '.' || r.relname, format('\"%s\".\"%s\"', replace(n.nspname, '\"', '\"\"'),"
                        + " replace(r.relname, '\"', '\"\"')), to_jsonb(p) ->> 'prattrs' IS NULL AND to_jsonb(p) ->>"
                        + " 'prqual' IS NULL, r.relkind = 'p'"
                        + " FROM pg_publication_rel p JOIN pg_publication b ON b.oid = p.prpubid"
                        + " JOIN pg_class r ON r.oid = p.prrelid JOIN pg_namespace n ON n.oid = r.relnamespace"
                        + " WHERE b.pubname = ? ORDER BY 1")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                var tables = new LinkedHashMap<String, Published>();
                while (rows.next()) {
                    tables.put(
                            rows.getString(1),
                            new Published(rows.getString(2), rows.getBoolean(3), rows.getBoolean(4)));
                }
                return tables;
            }
        }
    }

    /** From version 15 on. */
    private boolean hasSchemas() throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < 15) {
            return false;
        }
        try (var statement = connection.prepareStatement("SELECT 1 FROM pg_publication_namespace n"
                + " JOIN pg_publication p ON p.oid = n.pnpubid WHERE p.pubname = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
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
