package io.hindsight.source.postgresql;

import io.hindsight.table.TableName;

/** Quotes names for a PostgreSQL that is a source. */
public final class PostgresNames {

    private PostgresNames() {}

    /** Quotes one name. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Quotes a table's name, with its schema's. */
    public static String quoted(TableName table) {
        return quoted(table.schema()) + "." + quoted(table.table());
    }

    /** Gives SQL for the text of a column as the stream has it: a cast to text writes some types otherwise. */
    public static String text(String quotedColumn) {
        return "CASE WHEN " + quotedColumn + " IS DISTINCT FROM NULL THEN pg_catalog.concat(" + quotedColumn + ") END";
    }
}
