package io.hindsight.source.mysql;

import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds MariaDB's tables that keep former versions of their rows: the binlog has those among the rows, and deletes as
 * updates, so nobody follows such a table.
 */
public final class SystemVersioning {

    /** Asks of one table, by its database and name, whether it is one. */
    public static final String QUERY = "SELECT 1 FROM information_schema.tables"
            + " WHERE table_schema = ? AND table_name = ? AND table_type = 'SYSTEM VERSIONED'";

    public static final String REASON =
            "it has system versioning: its binlog has former versions of rows among the rows, and deletes as updates";

    public static final String CURE = "ALTER TABLE … DROP SYSTEM VERSIONING, for hindsight keeps the versions";

    private SystemVersioning() {}

    /** Gives those of the declared tables. */
    public static Set<TableName> of(Connection connection, Collection<TableDeclaration> tables) throws SQLException {
        var versioned = new LinkedHashSet<TableName>();
        for (var table : tables) {
            if (!TableCheck.texts(connection, QUERY, table).isEmpty()) {
                versioned.add(table.source());
            }
        }
        return versioned;
    }
}
