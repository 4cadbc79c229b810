package io.hindsight.source.mysql;

import io.hindsight.table.TableName;

/** Quotes names for MySQL and MariaDB. */
public final class MySqlNames {

    private MySqlNames() {}

    /** Quotes one name. */
    public static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** Quotes a table's name, with its database's. */
    public static String quoted(TableName table) {
        return quoted(table.database()) + "." + quoted(table.table());
    }
}
