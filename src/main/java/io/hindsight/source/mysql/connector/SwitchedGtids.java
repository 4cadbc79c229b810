package io.hindsight.source.mysql.connector;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.binlog.jdbc.BinlogFieldReader;
import io.debezium.connector.mysql.jdbc.MySqlConnection;
import io.debezium.connector.mysql.jdbc.MySqlConnectionConfiguration;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Partition;

/** Debezium's connection to a MySQL whose GTIDs may be switched on and off: they are looked at whenever they come. */
final class SwitchedGtids extends MySqlConnection {

    SwitchedGtids(MySqlConnectionConfiguration settings, BinlogFieldReader fields) {
        super(settings, fields);
    }

    @Override
    public boolean isGtidModeEnabled() {
        return true;
    }

    /** That the place is there, {@link io.hindsight.source.mysql.offset.StartCheck} has looked. */
    @Override
    public boolean validateLogPosition(Partition partition, OffsetContext offset, CommonConnectorConfig config) {
        return true;
    }
}
