package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import io.hindsight.source.mysql.BinlogOffset;

/** Follows a server's binlog from a place, or from where a set of GTIDs ends, whichever it was told first. */
final class BinlogClient extends BinaryLogClient {

    private boolean isAtPlace;

    BinlogClient(String hostname, int port, String username, String password) {
        super(hostname, port, username, password);
    }

    void beginAt(BinlogOffset place) {
        setBinlogFilename(place.file());
        setBinlogPosition(place.position());
        isAtPlace = true;
    }

    @Override
    public void setGtidSet(String gtids) {
        if (!isAtPlace) {
            super.setGtidSet(gtids);
        }
    }
}
