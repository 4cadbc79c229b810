package io.hindsight.source.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.history.ChangeSeq;
import io.hindsight.history.SeqPart;
import io.hindsight.source.SourceOffset;
import java.util.List;
import java.util.Optional;

/**
 * Names a place between two transactions in a server's write-ahead log.
 *
 * @param timeline that the log is of there; 0 where nobody has said it
 * @param lsn where the transaction before it ends
 */
public record WalOffset(int timeline, long lsn) implements SourceOffset {

    /** The field of a source block that says the timeline. */
    public static final String TIMELINE = "timeline";

    /** The field of a source block, and of Debezium's offset, that says where the transaction before ends. */
    public static final String COMMIT = "lsn_commit";

    /** The field of a source block that counts the table's changes since that. */
    public static final String ROW = "row";

    /** An LSN that leaves it to the slot where the stream begins: no slot stands before it. */
    public static final long SLOTS_OWN = 1;

    private static final SeqPart ROWS = new SeqPart("row", ROW, false, 22, 10, "", "");

    /** Lists the numbers of a place, the weightiest first. */
    public static final List<SeqPart> ORDER = List.of(
            new SeqPart("timeline", TIMELINE, false, 4, 4, "wal.timeline", "The timeline of the server's log"),
            new SeqPart(
                    "commit",
                    COMMIT,
                    false,
                    8,
                    14,
                    "wal.lsn.bytes",
                    "Where the transaction before the last applied change ends in that log"),
            ROWS);

    private static final int[] WIDTHS = ORDER.stream().mapToInt(SeqPart::digits).toArray();

    private static final long LAST_ROW = 0xff_ffff_ffffL;

    /** Reads Debezium's offset; empty where an engine has only begun, which stores one without a place. */
    public static Optional<WalOffset> stored(JsonNode offset) {
        var lsn = offset.path(COMMIT).asLong(offset.path("lsn").asLong());
        return lsn == 0
                ? Optional.empty()
                : Optional.of(new WalOffset(offset.path(TIMELINE).asInt(), lsn));
    }

    /** Gives the change_seq of something that happens behind it; changes of a table are counted from 1. */
    String changeSeq(int epoch, long row) {
        return ChangeSeq.of(epoch, WIDTHS, timeline, lsn, row);
    }

    @Override
    public String changeSeq(int epoch) {
        return changeSeq(epoch, 0);
    }

    @Override
    public boolean isBefore(String changeSeq, int epoch) {
        return changeSeq.compareTo(changeSeq(epoch, LAST_ROW)) > 0;
    }

    @Override
    public ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put(TIMELINE, timeline).put(COMMIT, lsn);
    }

    @Override
    public ObjectNode after(String changeSeq, int epoch) {
        var row = changeSeq.compareTo(changeSeq(epoch, 0)) < 0 ? 0 : ROWS.in(changeSeq) + 1;
        return json().put(ROW, row);
    }

    /** By their LSN alone, which a promoted server's go on from. */
    @Override
    public int compareTo(SourceOffset other) {
        return Long.compare(lsn, ((WalOffset) other).lsn);
    }

    /** As PostgreSQL writes an LSN. */
    @Override
    public String toString() {
        return "%X/%X".formatted(lsn >>> 32, lsn & 0xffff_ffffL);
    }
}
