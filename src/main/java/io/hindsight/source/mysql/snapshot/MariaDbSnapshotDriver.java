package io.hindsight.source.mysql.snapshot;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * MariaDB's driver for the engine: see {@link SnapshotConnection}. The engine can't be told its class, and takes the first
 * driver for MariaDB that there is; this one takes no other connection than the engine's.
 */
public final class MariaDbSnapshotDriver implements Driver {

    /** What the engine's connections have among their properties, and no other. */
    public static final String MARK = "hindsightEngine";

    private static boolean registered;

    private final Driver own;

    private MariaDbSnapshotDriver(Driver own) {
        this.own = own;
    }

    /** Makes it the first to be asked. */
    public static synchronized void register() {
        if (registered) {
            return;
        }
        try {
            var others = DriverManager.drivers()
                    .filter(driver -> driver instanceof org.mariadb.jdbc.Driver)
                    .toList();
            DriverManager.registerDriver(new MariaDbSnapshotDriver(new org.mariadb.jdbc.Driver()));
            // behind it, before the one that stands before it goes: others connect meanwhile
            DriverManager.registerDriver(new org.mariadb.jdbc.Driver());
            for (var other : others) {
                DriverManager.deregisterDriver(other);
            }
            registered = true;
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (!properties.containsKey(MARK)) {
            return null;
        }
        var connection = own.connect(url, properties);
        return connection == null ? null : SnapshotConnection.of(connection);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return own.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return own.getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return own.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return own.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return own.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
