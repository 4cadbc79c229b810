package io.hindsight.source.mysql.connector;

import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.connector.binlog.gtid.GtidSet;
import io.debezium.connector.mariadb.MariaDbConnectorConfig;
import io.debezium.connector.mariadb.jdbc.MariaDbConnection;
import io.debezium.connector.mariadb.jdbc.MariaDbConnectionConfiguration;
import io.debezium.connector.mariadb.jdbc.MariaDbFieldReader;
import java.util.function.Predicate;

/**
 * Finds the offset's place in a MariaDB's binlog by file and position. A server tells the last GTID of each domain alone,
 * whichever server it is of, and Debezium, which compares them server by server, would say that the place is gone.
 */
final class MariaDbByPosition extends MariaDbConnection {

    MariaDbByPosition(MariaDbConnectionConfiguration access, MariaDbConnectorConfig config) {
        super(access, new MariaDbFieldReader(config));
    }

    @Override
    public boolean isBinlogPositionAvailable(BinlogConnectorConfig config, String gtids, String file) {
        return super.isBinlogPositionAvailable(config, null, file);
    }

    /** None to ask the server with. */
    @Override
    public GtidSet filterGtidSet(Predicate<String> filter, String stored, GtidSet available, GtidSet purged) {
        return null;
    }
}
