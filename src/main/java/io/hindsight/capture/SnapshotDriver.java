package io.hindsight.capture;

import com.mysql.cj.jdbc.NonRegisteringDriver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * MySQL's driver for the engine, which reads a table's rows by {@link SnapshotQueries} where the engine would read them
 * by {@code SELECT *}: the initial snapshot can be told its queries, a snapshot while changes flow can't. And the engine
 * doesn't see tables whose names it can't quote; declared ones are refused.
 */
public final class SnapshotDriver extends NonRegisteringDriver {

    /** What the engine's statements begin with, and what they begin with instead; it makes this object by name. */
    private static final Map<String, String> QUERIES = new ConcurrentHashMap<>();

    private static final Pattern TABLES =
            Pattern.compile("SHOW FULL TABLES IN `(.*)` where Table_Type = 'BASE TABLE'", Pattern.DOTALL);

    public SnapshotDriver() throws SQLException {
        // as the superclass does
    }

    /** From now on, reads all columns of the table, quoted, by the query. */
    static void read(String table, String query) {
        QUERIES.put("SELECT * FROM " + table + " ", query + " ");
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        // a name may have a brace, which begins an escape of JDBC's own
        properties.setProperty("processEscapeCodesForPrepStmts", "false");
        var connection = super.connect(url, properties);
        return connection == null ? null : rewriting(Connection.class, connection);
    }

    /** All goes to the driver's own object, but statements as {@link #rewritten}. */
    private static <T> T rewriting(Class<T> type, T own) {
        return type.cast(Proxy.newProxyInstance(
                SnapshotDriver.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, parts) -> {
                    if (parts != null && parts.length > 0 && parts[0] instanceof String sql) {
                        parts[0] = rewritten(sql);
                    }
                    try {
                        var made = method.invoke(own, parts);
                        if (method.getName().equals("createStatement")) {
                            var statement = (Statement) made;
                            statement.setEscapeProcessing(false);
                            return rewriting(Statement.class, statement);
                        }
                        return made;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private static String rewritten(String sql) {
        for (var query : QUERIES.entrySet()) {
            if (sql.startsWith(query.getKey())) {
                return query.getValue() + sql.substring(query.getKey().length());
            }
        }
        return TABLES.matcher(sql).replaceFirst("$0 AND `Tables_in_$1` NOT LIKE '`%' AND `Tables_in_$1` NOT LIKE '%`'");
    }
}
