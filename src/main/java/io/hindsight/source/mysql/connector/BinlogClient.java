package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.hindsight.source.mysql.BinlogOffset;

/** Asks for the binlog by file and position where a place is known, or there are no GTIDs to ask with. */
final class BinlogClient extends BinaryLogClient {

    private boolean isAtPlace;

    BinlogClient(BinlogConnectorConfig config) {
        super(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
    }

    /** Makes one beside that which follows the log. */
    static BinaryLogClient beside(BinlogConnectorConfig config) {
        return new BinaryLogClient(config.getHostName(), config.getPort(), config.getUserName(), config.getPassword());
    }

    /** Whatever GTIDs it is told. */
    void beginAt(BinlogOffset place) {
        setBinlogFilename(place.file());
        setBinlogPosition(place.position());
        isAtPlace = true;
    }

    @Override
    public void setGtidSet(String gtids) {
        if (!isAtPlace && !gtids.isEmpty()) {
            super.setGtidSet(gtids);
        }
    }
}
