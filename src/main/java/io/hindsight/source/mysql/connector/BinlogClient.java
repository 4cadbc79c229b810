package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.connector.binlog.BinlogConnectorConfig;

/** Asks for the binlog by file and position where there are no GTIDs to ask with; the stock client fails there. */
final class BinlogClient extends BinaryLogClient {

    BinlogClient(BinlogConnectorConfig config) {
        super(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
    }

    @Override
    public void setGtidSet(String gtids) {
        if (!gtids.isEmpty()) {
            super.setGtidSet(gtids);
        }
    }
}
