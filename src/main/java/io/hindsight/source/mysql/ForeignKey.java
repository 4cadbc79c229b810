package io.hindsight.source.mysql;

import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A foreign key by which a change of the parent changes rows of the child, of which the binlog says nothing: with CASCADE or
 * SET NULL.
 *
 * @param columns of the child, in the order of those of the parent that they refer to
 */
public record ForeignKey(
        TableName child, String name, List<String> columns, TableName parent, List<String> referenced) {

    private static final String QUERY =
            """
            SELECT k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME,
                   k.REFERENCED_TABLE_SCHEMA, k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME
            FROM information_schema.KEY_COLUMN_USAGE k
            JOIN information_schema.REFERENTIAL_CONSTRAINTS r
              ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
             AND r.TABLE_NAME = k.TABLE_NAME
            WHERE k.TABLE_SCHEMA IN (%s) AND k.REFERENCED_TABLE_NAME IS NOT NULL
              AND (r.DELETE_RULE IN ('CASCADE', 'SET NULL') OR r.UPDATE_RULE IN ('CASCADE', 'SET NULL'))
            ORDER BY k.TABLE_SCHEMA, k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION
            """;

    /** Reads those of all tables of some databases. */
    public static List<ForeignKey> of(Connection connection, Collection<String> databases) throws SQLException {
        var sql = QUERY.formatted(databases.stream().map(each -> "?").collect(Collectors.joining(", ")));
        try (var statement = connection.prepareStatement(sql)) {
            var index = 1;
            for (var database : databases) {
                statement.setString(index++, database);
            }
            try (var rows = statement.executeQuery()) {
                var keys = new ArrayList<ForeignKey>();
                while (rows.next()) {
                    var child = new TableName(rows.getString(1), rows.getString(2));
                    var name = rows.getString(3);
                    var last = keys.isEmpty() ? null : keys.get(keys.size() - 1);
                    if (last == null || !last.child.equals(child) || !last.name.equals(name)) {
                        var parent = new TableName(rows.getString(5), rows.getString(6));
                        last = new ForeignKey(child, name, new ArrayList<>(), parent, new ArrayList<>());
                        keys.add(last);
                    }
                    last.columns.add(rows.getString(4));
                    last.referenced.add(rows.getString(7));
                }
                return keys;
            }
        }
    }
}
