package io.hindsight.source.mysql.engine;

import io.debezium.connector.mariadb.MariaDbSourceInfoStructMaker;
import io.hindsight.settings.SourceSettings;
import io.hindsight.source.mysql.MySqlConnection;
import io.hindsight.source.mysql.connector.MariaDbBinlogConnector;
import io.hindsight.source.mysql.snapshot.MariaDbSnapshotDriver;
import java.util.Map;

/** What Debezium's connector for MariaDB is told otherwise than the one for MySQL, whose options the route has. */
final class MariaDb {

    private MariaDb() {}

    static Map<String, String> properties(SourceSettings source) {
        MariaDbSnapshotDriver.register();
        return Map.of(
                "connector.class",
                MariaDbBinlogConnector.class.getName(),
                "sourceinfo.struct.maker",
                MariaDbSourceInfoStructMaker.class.getName(),
                "driver." + MariaDbSnapshotDriver.MARK,
                "true",
                // of each long unique key, in the binlog and nowhere else
                "column.exclude.list",
                ".*\\.DB_ROW_HASH_\\d+",
                "database.protocol",
                "jdbc:mariadb",
                "database.ssl.mode",
                MySqlConnection.sslMode(source));
    }
}
