package io.hindsight.testing;

import java.util.Map;

/** Asks what a warehouse says of a kept table or a column of it in words. */
public final class KeptComment {

    private static final Map<String, String> OF_TABLE = Map.of(
            "postgres", "SELECT coalesce(obj_description('%s'::regclass), '')",
            "clickhouse", "SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = '%s'",
            "starrocks",
                    "SELECT table_comment FROM information_schema.tables WHERE table_schema = database()"
                            + " AND table_name = '%s'");

    private static final Map<String, String> OF_COLUMN = Map.of(
            "postgres",
                    "SELECT coalesce(col_description(attrelid, attnum), '') FROM pg_attribute"
                            + " WHERE attrelid = '%s'::regclass AND attname = '%s'",
            "clickhouse",
                    "SELECT comment FROM system.columns WHERE database = currentDatabase() AND table = '%s' AND name = '%s'",
            "starrocks",
                    "SELECT column_comment FROM information_schema.columns WHERE table_schema = database()"
                            + " AND table_name = '%s' AND column_name = '%s'");

    private KeptComment() {}

    /** @param column empty for the table itself */
    public static String of(String warehouse, String database, String table, String column) {
        var sql = (column.isEmpty() ? OF_TABLE : OF_COLUMN).get(warehouse).formatted(table, column);
        return Rows.of(Pipeline.server(warehouse), database, sql).get(0);
    }
}
