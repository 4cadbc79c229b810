package io.hindsight.source.mysql.offset;

import io.debezium.data.Envelope;
import io.hindsight.capture.CaptureException;
import io.hindsight.source.mysql.BinlogOffset;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Stops capture when two changes of one run don't have rising positions: they would have no order in the history. */
public final class PositionGuard {

    private static final String KEY_CHANGE_HEADER = "__debezium.oldkey";

    /** A change's own place, in the event that begins at the offset. */
    private record Place(BinlogOffset offset, int row) {

        boolean isBehind(Place other) {
            var order = offset.compareTo(other.offset);
            return order > 0 || order == 0 && row > other.row;
        }

        @Override
        public String toString() {
            return offset + ", row " + row;
        }
    }

    private Place last;

    /**
     * Takes the next change.
     *
     * @throws CaptureException when its position is no later than the one before
     */
    public void check(SourceRecord change) {
        if (!Envelope.isEnvelopeSchema(change.valueSchema()) || !(change.value() instanceof Struct value)) {
            return;
        }
        var source = value.getStruct(Envelope.FieldName.SOURCE);
        if (isRead(value.getString(Envelope.FieldName.OPERATION), source)) {
            return;
        }
        var place =
                new Place(new BinlogOffset(source.getString("file"), source.getInt64("pos")), source.getInt32("row"));
        if (last != null && !place.isBehind(last) && !(place.equals(last) && isOfChangedKey(change))) {
            throw new CaptureException(
                    "a change of " + source.getString("db") + "." + source.getString("table") + " at "
                            + place + " follows one at " + last
                            + ": positions must rise. With MySQL's binlog_transaction_compression=ON or MariaDB's"
                            + " binlog_legacy_event_pos=OFF the changes of a transaction share one position:"
                            + " SET GLOBAL binlog_transaction_compression=OFF, on MariaDB"
                            + " binlog_legacy_event_pos=ON, and take a new snapshot."
                            + " If the server was replaced or its binlog reset, raise hindsight.source.epoch by one");
        }
        last = place;
    }

    /** The create of a changed key stands where its delete does. */
    private static boolean isOfChangedKey(SourceRecord change) {
        return change.headers().lastWithName(KEY_CHANGE_HEADER) != null;
    }

    /** Reads of a snapshot have the position at which it was taken. */
    private static boolean isRead(String op, Struct source) {
        var snapshot = source.getString("snapshot");
        return op.equals(Envelope.Operation.READ.code()) || snapshot != null && !snapshot.equals("false");
    }
}
