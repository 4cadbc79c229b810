package io.hindsight.source.postgresql.check;

import io.hindsight.table.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Describes a relation as a publication sees it.
 *
 * @param kind {@code pg_class.relkind}
 * @param persistence {@code pg_class.relpersistence}
 * @param readable whether the user may read it
 * @param hidden whether row level security hides rows of it from the user
 * @param columns that its rows have in the log
 * @param primaryKey in its order; empty for none
 * @param lateKey whether that is deferrable: two rows may have one key for a while
 * @param identity what the log has of a row before it was changed; all columns where {@link #full}, empty for nothing
 * @param full whether its replica identity is FULL
 * @param withoutIdentity it, and those of its partitions, whose rows couldn't be updated once it is published
 */
record PublishedTable(
        TableName name,
        String kind,
        String persistence,
        boolean readable,
        boolean hidden,
        List<String> columns,
        List<String> primaryKey,
        boolean lateKey,
        List<String> identity,
        boolean full,
        List<String> withoutIdentity) {

    private static final String QUERY =
            """
            WITH relation AS (
              SELECT r.* FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
              WHERE n.nspname = ? AND r.relname = ? AND r.relkind IN ('r', 'p', 'v', 'm', 'f')),
            columns AS (
              SELECT a.* FROM pg_attribute a JOIN relation r ON a.attrelid = r.oid
              WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')
            SELECT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = r.oid AND i.indisprimary AND NOT i.indimmediate)
                AS late_key, r.relkind, r.relpersistence, r.relreplident = 'f' AS is_full, row_security_active(r.oid) AS hidden,
              has_schema_privilege(r.relnamespace, 'USAGE') AND has_table_privilege(r.oid, 'SELECT') AS readable,
              array(SELECT attname::text FROM columns ORDER BY attnum) AS columns,
              array(SELECT c.attname::text FROM columns c JOIN pg_index i ON i.indrelid = r.oid AND i.indisprimary
                    JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (no, at) ON k.no = c.attnum
                    ORDER BY k.at) AS primary_key,
              array(SELECT c.attname::text FROM columns c JOIN pg_index i ON i.indrelid = r.oid
                    AND i.indimmediate
                    AND CASE r.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident END
                    WHERE c.attnum = ANY (i.indkey::int2[]) ORDER BY c.attnum) AS identity,
              array(SELECT format('%I.%I', n.nspname, p.relname)
                    FROM (SELECT relid FROM pg_partition_tree(r.oid) UNION SELECT r.oid) t (relid)
                    JOIN pg_class p ON p.oid = t.relid AND p.relkind = 'r'
                    JOIN pg_namespace n ON n.oid = p.relnamespace
                    WHERE p.relreplident <> 'f' AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = p.oid
                      AND i.indimmediate AND i.indisvalid
                      AND CASE p.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident END)
                    ORDER BY 1) AS without_identity
            FROM relation r
            """;

    static Optional<PublishedTable> read(Connection connection, TableName name) throws SQLException {
        try (var statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.table());
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(of(name, row)) : Optional.empty();
            }
        }
    }

    private static PublishedTable of(TableName name, ResultSet row) throws SQLException {
        return new PublishedTable(
                name,
                row.getString("relkind"),
                row.getString("relpersistence"),
                row.getBoolean("readable"),
                row.getBoolean("hidden"),
                texts(row.getArray("columns")),
                texts(row.getArray("primary_key")),
                row.getBoolean("late_key"),
                texts(row.getArray("identity")),
                row.getBoolean("is_full"),
                texts(row.getArray("without_identity")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
