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

/**
 * MySQL's driver for the engine, which reads a table's rows by {@link SnapshotQueries} where the engine would read them
 * by {@code SELECT *}: the initial snapshot can be told its queries, a snapshot while changes flow can't.
 */
public final class SnapshotDriver extends NonRegisteringDriver {

    /** What the engine's statements begin with, and what they begin with instead; it makes this object by name. */
    private static final Map<String, String> QUERIES = new ConcurrentHashMap<>();

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
        return connection == null
                ? null
                : (Connection) Proxy.newProxyInstance(
                        SnapshotDriver.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, parts) -> {
                            if (method.getName().equals("prepareStatement")) {
                                parts[0] = rewritten((String) parts[0]);
                            }
                            try {
                                var made = method.invoke(connection, parts);
                                if (method.getName().equals("createStatement")) {
                                    ((Statement) made).setEscapeProcessing(false);
                                }
                                return made;
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause();
                            }
                        });
    }

    private static String rewritten(String sql) {
        for (var query : QUERIES.entrySet()) {
            if (sql.startsWith(query.getKey())) {
                return query.getValue() + sql.substring(query.getKey().length());
            }
        }
        return sql;
    }
}
