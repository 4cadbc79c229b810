package io.hindsight.source.mysql.snapshot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * An engine's connection to its source: rows are read by {@link SnapshotQueries}, and the engine doesn't see tables whose
 * names it can't quote; declared ones are refused.
 */
final class SnapshotConnection {

    private static final Pattern TABLES =
            Pattern.compile("SHOW FULL TABLES IN `(.*)` where Table_Type = 'BASE TABLE'", Pattern.DOTALL);

    private final SnapshotQueries queries;

    private SnapshotConnection(Connection own) {
        this.queries = new SnapshotQueries(own);
    }

    /** All goes to the driver's own connection, but other statements. */
    static Connection of(Connection own) {
        return new SnapshotConnection(own).rewriting(Connection.class, own);
    }

    private <T> T rewriting(Class<T> type, T own) {
        return type.cast(Proxy.newProxyInstance(
                SnapshotConnection.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, parts) -> {
                    if (parts != null && parts.length > 0 && parts[0] instanceof String sql) {
                        parts[0] = rewritten(sql);
                    }
                    try {
                        var made = method.invoke(own, parts);
                        if (method.getName().equals("createStatement")) {
                            var statement = (Statement) made;
                            // a name may have a brace, which begins an escape of JDBC's own
                            statement.setEscapeProcessing(false);
                            return rewriting(Statement.class, statement);
                        }
                        return made;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private String rewritten(String sql) throws SQLException {
        return TABLES.matcher(queries.instead(sql))
                .replaceFirst(
                        "$0 AND left(`Tables_in_$1`, 1) NOT IN ('`', '\"') AND right(`Tables_in_$1`, 1) NOT IN ('`', '\"')");
    }
}
