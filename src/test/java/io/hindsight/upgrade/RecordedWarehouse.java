package io.hindsight.upgrade;

import io.hindsight.testing.JdbcServer;
import io.hindsight.testing.Rows;
import java.util.ArrayList;
import java.util.List;

/** A warehouse's tables, rows and views as statements that make them again in an empty database of the same name. */
final class RecordedWarehouse {

    private static final String POSTGRES_TABLES =
            """
            SELECT 'CREATE ' || CASE relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END || 'TABLE ' || quote_ident(relname) || ' ('
              || (SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
                    || CASE WHEN attcollation = '"C"'::regcollation THEN ' COLLATE "C"' ELSE '' END
                    || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')
                    || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY attnum)
                  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                  WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped)
              || coalesce((SELECT ', ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = pg_class.oid AND contype = 'p'), '')
              || ')' || coalesce(' WITH (' || array_to_string(reloptions, ', ') || ')', '')
            FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
            """;

    private RecordedWarehouse() {}

    /** The statements, of ClickHouse or of PostgreSQL. */
    static List<String> of(JdbcServer server, String warehouse, String database) {
        return warehouse.equals("clickhouse") ? clickHouse(server, database) : postgres(server, database);
    }

    private static List<String> clickHouse(JdbcServer server, String database) {
        var all = " FROM system.tables WHERE database = '" + database + "' AND engine ";
        var statements = new ArrayList<>(
                Rows.of(server, database, "SELECT create_table_query" + all + "<> 'View' ORDER BY name"));
        for (var table : Rows.of(server, database, "SELECT name" + all + "<> 'View' ORDER BY name")) {
            Rows.of(
                            server,
                            database,
                            "SELECT formatRowNoNewline('JSONEachRow', *) AS row FROM `" + table + "` ORDER BY row")
                    .forEach(row -> statements.add("INSERT INTO `" + table + "` FORMAT JSONEachRow " + row));
        }
        // a view's name is that of the one that it reads, and more
        statements.addAll(Rows.of(server, database, "SELECT create_table_query" + all + "= 'View' ORDER BY name"));
        return statements;
    }

    private static List<String> postgres(JdbcServer server, String database) {
        var statements = new ArrayList<>(Rows.of(server, database, POSTGRES_TABLES));
        for (var table :
                Rows.of(server, database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")) {
            Rows.of(server, database, "SELECT row_to_json(t)::text FROM \"" + table + "\" t ORDER BY 1")
                    .forEach(row -> statements.add("INSERT INTO \"" + table
                            + "\" SELECT * FROM json_populate_record(NULL::\"" + table + "\", $row$" + row + "$row$)"));
        }
        Rows.of(
                        server,
                        database,
                        "SELECT 'CREATE VIEW ' || quote_ident(viewname) || ' AS ' || definition FROM pg_views"
                                + " WHERE schemaname = 'public' ORDER BY viewname")
                .forEach(view -> statements.add(view.replaceAll(";\\s*$", "")));
        return statements;
    }

    /** What users see of a declared table, without the moments of changes, in the order of keys and changes. */
    static List<String> rows(JdbcServer server, String table) {
        var when = List.of("effective_start_ts", "effective_end_ts", "change_seq", "commit_ts");
        var columns = columns(server, table).stream()
                .filter(column -> !when.contains(column))
                .toList();
        var order = Recording.TABLES.get(table);
        return Rows.of(
                server,
                Recording.NAME,
                "SELECT " + String.join(", ", columns) + " FROM " + table + " ORDER BY " + order
                        + (columns.contains("op_type") ? ", change_seq" : ""));
    }

    /**
     * The rows of a history that no later change touches: what is closed or says that a key was deleted; without the column
     * that comes later.
     */
    static List<String> settled(JdbcServer server, String table) {
        var columns = columns(server, table).stream()
                .filter(column -> !column.equals("weight"))
                .toList();
        return columns.contains("is_current")
                ? Rows.of(
                        server,
                        Recording.NAME,
                        "SELECT " + String.join(", ", columns) + " FROM " + table
                                + " WHERE NOT is_current ORDER BY change_seq")
                : List.of();
    }

    private static List<String> columns(JdbcServer server, String table) {
        return Rows.of(
                server,
                Recording.NAME,
                "SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                        + "' AND table_schema IN ('public', '" + Recording.NAME + "') ORDER BY column_name");
    }
}
