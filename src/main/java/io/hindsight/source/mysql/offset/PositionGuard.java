package io.hindsight.source.mysql.offset;

import io.debezium.data.Envelope;
import io.hindsight.capture.CaptureException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Stops capture when two changes of one run don't have rising positions: they would have no order in the history. */
public final class PositionGuard {

    private static final String KEY_CHANGE_HEADER = "__debezium.oldkey";

    private BinlogPosition last;

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
        var position = BinlogPosition.of(source);
        var order = last == null ? 1 : position.compareTo(last);
        // the create of a changed key stands where its delete does
        if (order < 0 || order == 0 && change.headers().lastWithName(KEY_CHANGE_HEADER) == null) {
            throw new CaptureException(
                    "a change of " + source.getString("db") + "." + source.getString("table") + " at "
                            + position + " follows one at " + last
                            + ": positions must rise. With MySQL's binlog_transaction_compression=ON or MariaDB's"
                            + " binlog_legacy_event_pos=OFF the changes of a transaction share one position:"
                            + " SET GLOBAL binlog_transaction_compression=OFF, on MariaDB"
                            + " binlog_legacy_event_pos=ON, and take a new snapshot."
                            + " If the server was replaced or its binlog reset, raise hindsight.source.epoch by one");
        }
        last = position;
    }

    /** Reads of a snapshot have the position at which it was taken. */
    private static boolean isRead(String op, Struct source) {
        var snapshot = source.getString("snapshot");
        return op.equals(Envelope.Operation.READ.code()) || snapshot != null && !snapshot.equals("false");
    }
}
