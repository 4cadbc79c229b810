package io.hindsight.source.mysql.connector;

import io.debezium.connector.mariadb.MariaDbConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector for MariaDB, whose task reads the binlog as {@link BinlogEvents} says. */
public final class MariaDbBinlogConnector extends MariaDbConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return BinlogTask.class;
    }
}
