package io.hindsight.source.postgresql.change;

import io.debezium.data.Envelope;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.message.SourceBlock;
import io.hindsight.source.postgresql.WalOffset;
import io.hindsight.source.postgresql.offset.Timelines;
import io.hindsight.table.TableName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Gives each change its place: behind which transaction its own one comes, and the how manieth of its table's changes
 * since then it is. A change's own LSN would be none: transactions come in the order of their commits, their changes were
 * written side by side, and many can have one LSN. Since an engine begins between two transactions, a change that comes
 * again has the place that it had.
 */
public final class ChangePlaces {

    private static final Pattern SEQUENCE = Pattern.compile("\\[(?:null|\"(\\d+)\"),.*");

    /** Says where the log begins that the slot keeps. */
    public interface SlotStart {
        long lsn() throws SQLException;
    }

    private final Timelines timelines;
    private final SlotStart beginning;
    private final Map<TableName, Long> changes = new HashMap<>();
    private WalOffset behind;
    private Long first;

    /** @param beginning of what follows a first snapshot: nothing says that it follows a transaction */
    public ChangePlaces(Timelines timelines, SlotStart beginning) {
        this.timelines = timelines;
        this.beginning = beginning;
    }

    /**
     * Takes the next record of the engine.
     *
     * @throws CaptureException when it is no later than the one before
     */
    public void place(SourceRecord change) {
        if (!Envelope.isEnvelopeSchema(change.valueSchema()) || !(change.value() instanceof Struct value)) {
            return;
        }
        var source = ownSource(value);
        goTo(commitBefore(source.getString("sequence")));
        // rows that a snapshot reads are as they were before any change that follows
        var row = value.getString(Envelope.FieldName.OPERATION).equals(Envelope.Operation.READ.code())
                ? 0
                : changes.merge(SourceBlock.table(value), 1L, Long::sum);
        source.put(WalOffset.TIMELINE, behind.timeline())
                .put(WalOffset.COMMIT, behind.lsn())
                .put(WalOffset.ROW, row);
    }

    /** Debezium gives one source block to both changes that it makes of a changed key: the first has its place then. */
    private static Struct ownSource(Struct value) {
        var shared = value.getStruct(Envelope.FieldName.SOURCE);
        if (shared.get(WalOffset.ROW) == null) {
            return shared;
        }
        var own = new Struct(shared.schema());
        shared.schema().fields().stream()
                // what the first change leaves out says nothing of this one
                .filter(field -> !field.name().equals(io.hindsight.history.Envelope.UNCHANGED))
                .forEach(field -> own.put(field, shared.getWithoutDefault(field.name())));
        value.put(Envelope.FieldName.SOURCE, own);
        return own;
    }

    private void goTo(long lsn) {
        if (behind != null && behind.lsn() == lsn) {
            return;
        }
        var next = new WalOffset(timelines.at(lsn), lsn);
        if (behind != null && next.compareTo(behind) < 0) {
            throw new CaptureException("a transaction behind " + next + " follows one behind " + behind
                    + ": the server's log has gone back" + CaptureException.START_OVER);
        }
        behind = next;
        changes.clear();
    }

    private long commitBefore(String sequence) {
        var said = SEQUENCE.matcher(sequence);
        if (!said.matches()) {
            throw new CaptureException("Debezium says no place of a change, but: " + sequence);
        }
        return said.group(1) == null ? first() : Long.parseLong(said.group(1));
    }

    private long first() {
        try {
            if (first == null) {
                first = beginning.lsn();
            }
            return first;
        } catch (SQLException away) {
            throw new CaptureException("the source doesn't say where its slot stands", away);
        }
    }
}
