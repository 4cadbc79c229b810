package io.hindsight.source.mysql.connector;

import io.debezium.connector.mysql.MySqlConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector for MySQL, whose task reads the binlog as {@link BinlogEvents} says. */
public final class MySqlBinlogConnector extends MySqlConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return BinlogTask.class;
    }
}
