package io.hindsight.source.postgresql;

import io.hindsight.settings.Settings;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds columns of declared tables that a snapshot would have, and no change after it: the log doesn't have them. */
public final class GeneratedColumns {

    private static final String QUERY =
            """
            SELECT a.attname FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid
              JOIN pg_namespace n ON n.oid = r.relnamespace
            WHERE n.nspname = ? AND r.relname = ? AND a.attgenerated <> '' AND NOT a.attisdropped
            """;

    private GeneratedColumns() {}

    /** Gives Debezium's {@code column.exclude.list} of them; empty for none. */
    public static String excluded(Settings settings) throws SQLException {
        var columns = new ArrayList<String>();
        try (var connection = PostgresConnection.open(settings.source());
                var statement = connection.prepareStatement(QUERY)) {
            for (var table : tables(settings)) {
                statement.setString(1, table.schema());
                statement.setString(2, table.table());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        columns.add(escaped(table + "." + rows.getString(1)));
                    }
                }
            }
        }
        return String.join(",", columns);
    }

    private static List<TableName> tables(Settings settings) {
        return settings.tables().stream()
                .map(table -> table.source())
                .distinct()
                .toList();
    }

    /** As a regular expression that no sign of a name ends, and neither does a comma. */
    private static String escaped(String name) {
        return name.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "(?-i:", ")"));
    }
}
