package io.hindsight.source.mysql.snapshot;

import com.mysql.cj.jdbc.NonRegisteringDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** MySQL's driver for the engine, which makes this object by the name of its class: see {@link SnapshotConnection}. */
public final class SnapshotDriver extends NonRegisteringDriver {

    public SnapshotDriver() throws SQLException {
        // as the superclass does
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        // a name may have a brace, which begins an escape of JDBC's own
        properties.setProperty("processEscapeCodesForPrepStmts", "false");
        var connection = super.connect(url, properties);
        return connection == null ? null : SnapshotConnection.of(connection);
    }
}
