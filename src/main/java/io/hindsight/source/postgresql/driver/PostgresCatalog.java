package io.hindsight.source.postgresql.driver;

import io.hindsight.source.Comments;
import io.hindsight.source.postgresql.PostgresTypes;
import io.hindsight.source.postgresql.PostgresWords;
import io.hindsight.table.SourceColumn;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the catalogue says of tables. */
final class PostgresCatalog {

    private static final String RELATION =
            """
             FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
            WHERE n.nspname = ? AND r.relname = ? AND r.relkind IN ('r', 'p')
            """;

    /** A domain is what it is made of; a generated column is none of the stream's. */
    private static final String COLUMNS =
            """
            WITH RECURSIVE relation AS (SELECT r.oid %s),
            base AS (
              SELECT a.attnum, a.attname, a.attnotnull AS required, a.atttypid AS type, a.atttypmod AS modifier
              FROM pg_attribute a WHERE a.attrelid = (SELECT oid FROM relation) AND a.attnum > 0
                AND NOT a.attisdropped AND a.attgenerated = ''
              UNION ALL
              SELECT b.attnum, b.attname, b.required OR t.typnotnull, t.typbasetype,
                     CASE WHEN t.typtypmod = -1 THEN b.modifier ELSE t.typtypmod END
              FROM base b JOIN pg_type t ON t.oid = b.type AND t.typtype = 'd')
            SELECT b.attname, bool_or(b.required) OVER (PARTITION BY b.attnum) AS required, b.modifier,
                   t.typname, t.typtype, t.typcategory, tn.nspname, e.typname AS element,
                   format_type(b.type, b.modifier) AS spelled,
                   coalesce(array_position(k.indkey::int2[], b.attnum::int2) + 1, 0) AS key_position,
                   array(SELECT l.enumlabel::text FROM pg_enum l WHERE l.enumtypid = t.oid ORDER BY l.enumsortorder)
                     AS labels
            FROM base b
            JOIN pg_type t ON t.oid = b.type AND t.typtype <> 'd'
            JOIN pg_namespace tn ON tn.oid = t.typnamespace
            LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
            LEFT JOIN pg_index k ON k.indrelid = (SELECT oid FROM relation) AND k.indisprimary
            ORDER BY b.attnum
            """
                    .formatted(RELATION);

    /** Rows of partitions are their table's; of unlogged tables the log has none. */
    private static final String ALL =
            """
            SELECT n.nspname, r.relname FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
            WHERE r.relkind IN ('r', 'p') AND NOT r.relispartition AND r.relpersistence = 'p'
              AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            ORDER BY n.nspname, r.relname
            """;

    private static final String COMMENTS =
            """
            SELECT coalesce(a.attname, ''), d.description
            FROM pg_description d LEFT JOIN pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND a.attnum > 0
            WHERE d.classoid = 'pg_class'::regclass AND d.objoid = (SELECT r.oid %s)
            """
                    .formatted(RELATION);

    private final Connection connection;

    PostgresCatalog(Connection connection) {
        this.connection = connection;
    }

    List<SourceColumn> columns(TableName table) throws SQLException {
        try (var statement = of(table, COLUMNS);
                var rows = statement.executeQuery()) {
            var columns = new ArrayList<SourceColumn>();
            while (rows.next()) {
                columns.add(PostgresTypes.column(rows));
            }
            return columns;
        }
    }

    /** Gives what the types of a table's columns are, by their names, in its own order. */
    Map<String, PostgresWords> words(TableName table) throws SQLException {
        try (var statement = of(table, COLUMNS);
                var rows = statement.executeQuery()) {
            var words = new LinkedHashMap<String, PostgresWords>();
            while (rows.next()) {
                words.put(rows.getString("attname"), PostgresTypes.words(rows));
            }
            return words;
        }
    }

    List<TableName> tables(String database) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            var tables = new ArrayList<TableName>();
            while (rows.next()) {
                tables.add(new TableName(database, rows.getString(1), rows.getString(2)));
            }
            return tables;
        }
    }

    boolean has(TableName table) throws SQLException {
        try (var statement = of(table, "SELECT 1" + RELATION);
                var found = statement.executeQuery()) {
            return found.next();
        }
    }

    /** Of a table with partitions, all of theirs; none where nothing has been analysed yet. */
    Map<String, Long> rowEstimates(Collection<TableName> tables) throws SQLException {
        var estimates = new TreeMap<String, Long>();
        for (var table : tables) {
            try (var statement = of(
                            table,
                            "SELECT (SELECT sum(p.reltuples) FROM pg_class p WHERE p.relkind = 'r' AND p.reltuples >= 0"
                                    + " AND p.oid IN (SELECT relid FROM pg_partition_tree(r.oid)"
                                    + " UNION SELECT r.oid))::bigint" + RELATION);
                    var rows = statement.executeQuery()) {
                if (rows.next() && rows.getObject(1) != null) {
                    estimates.put(table.toString(), rows.getLong(1));
                }
            }
        }
        return estimates;
    }

    Map<TableName, Comments> comments(Collection<TableName> tables) throws SQLException {
        var comments = new HashMap<TableName, Comments>();
        for (var table : tables) {
            try (var statement = of(table, COMMENTS);
                    var rows = statement.executeQuery()) {
                var said = new Comments();
                while (rows.next()) {
                    said.say(rows.getString(1), rows.getString(2));
                }
                comments.put(table, said);
            }
        }
        return comments;
    }

    private PreparedStatement of(TableName table, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setString(1, table.schema());
        statement.setString(2, table.table());
        return statement;
    }
}
