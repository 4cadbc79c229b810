package io.hindsight.source.mysql.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.debezium.data.Envelope;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.message.ChangedKey;
import io.hindsight.capture.offset.StoredOffset;
import io.hindsight.settings.Settings;
import io.hindsight.source.mysql.BinlogOffset;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Stops capture when two changes don't have rising positions: they would have no order in the history. The last one's
 * place is stored with the offset, for an offset within a transaction says only where that begins.
 */
public final class PositionGuard {

    /** Beside Debezium's own keys of an offset, which it reads alone. */
    private static final String LAST_CHANGE = "hindsight_last_change";

    private final int epoch;
    private String last;
    /** The last one behind which an engine may begin. */
    private String done;

    /** Goes on behind the change that the stored offset tells of, if it does. */
    public PositionGuard(Settings settings) {
        this(settings.source().epoch(), new StoredOffset(settings).offset().orElse(MissingNode.getInstance()));
    }

    PositionGuard(int epoch, JsonNode offset) {
        this.epoch = epoch;
        // without these the engine begins with a whole transaction, or as far back as one was prepared, and tells
        // changes again
        last = offset.has("event") || offset.has("row")
                ? offset.path(LAST_CHANGE).asText("")
                : "";
        done = last;
    }

    /** Gives what the next engine's guard reads in its offset. */
    public Map<String, Object> known() {
        return done.isEmpty() ? Map.of() : Map.of(LAST_CHANGE, done);
    }

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
        var position = new BinlogOffset(source.getString("file"), source.getInt64("pos"));
        var place = position.changeSeq(epoch, source.getInt32("row"));
        if (place.compareTo(last) <= 0 && !(place.equals(last) && ChangedKey.isCreate(change))) {
            throw new CaptureException(
                    "a change of " + source.getString("db") + "." + source.getString("table") + " at "
                            + position + ", row " + source.getInt32("row") + " (change_seq " + place
                            + "), follows one with change_seq " + last
                            + ": positions must rise. With MySQL's binlog_transaction_compression=ON or MariaDB's"
                            + " binlog_legacy_event_pos=OFF the changes of a transaction share one position:"
                            + " SET GLOBAL binlog_transaction_compression=OFF, on MariaDB"
                            + " binlog_legacy_event_pos=ON, and take a new snapshot."
                            + " If the server was replaced or its binlog reset, raise hindsight.source.epoch by one");
        }
        last = place;
        if (!ChangedKey.isDelete(change)) {
            done = place;
        }
    }

    /** Reads of a snapshot have the position at which it was taken. */
    private static boolean isRead(String op, Struct source) {
        var snapshot = source.getString("snapshot");
        return op.equals(Envelope.Operation.READ.code()) || snapshot != null && !snapshot.equals("false");
    }
}
