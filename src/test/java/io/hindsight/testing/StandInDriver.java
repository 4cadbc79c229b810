package io.hindsight.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;

/** MySQL's driver with another address, {@code jdbc:mysql:stand-in://…}, that spells statements as MySQL wants them. */
public final class StandInDriver implements Driver {

    private static final String PREFIX = "jdbc:mysql:stand-in:";
    private static final Set<String> TAKE_SQL =
            Set.of("prepareStatement", "execute", "executeQuery", "executeUpdate", "addBatch");

    static {
        try {
            DriverManager.registerDriver(new StandInDriver());
        } catch (SQLException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Driver mySql = new com.mysql.cj.jdbc.Driver();

    /** Found as a service, where a process of its own needs it. */
    public StandInDriver() throws SQLException {
        // the driver behind it says that it throws
    }

    static String url(String mySqlUrl) {
        return mySqlUrl.replaceFirst("^jdbc:mysql:", PREFIX);
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        var known = new Properties();
        known.putAll(properties);
        // StarRocks' own words
        known.remove("sessionVariables");
        return spelling(Connection.class, mySql.connect(url.replace(PREFIX, "jdbc:mysql:"), known));
    }

    private static <T> T spelling(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (given != null && given[0] instanceof String sql && TAKE_SQL.contains(method.getName())) {
                        given[0] = StarRocksInMySql.spelled(sql);
                    }
                    try {
                        var result = method.invoke(target, given);
                        return method.getName().equals("createStatement")
                                ? spelling(Statement.class, (Statement) result)
                                : result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return mySql.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return mySql.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return mySql.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
