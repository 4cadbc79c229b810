package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.DeleteRowsEventData;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.UpdateRowsEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import io.debezium.DebeziumException;
import io.debezium.connector.binlog.BinlogDatabaseSchema;
import io.debezium.relational.TableId;
import io.hindsight.capture.held.Troubles;
import io.hindsight.source.mysql.BinlogOffset;
import io.hindsight.table.TableName;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Holds the tables of which the binlog doesn't have a change whole: the server's settings can be right, and a session's
 * others.
 */
public final class WholeRows {

    /** Tells rows. */
    @FunctionalInterface
    public interface RowTelling {
        void tell() throws InterruptedException;
    }

    private static final String UNREADABLE = "Failed to properly convert data value";

    private final BinlogDatabaseSchema<?, ?, ?, ?> schema;
    private final Troubles held;

    public WholeRows(BinlogDatabaseSchema<?, ?, ?, ?> schema, Troubles held) {
        this.schema = schema;
        this.held = held;
    }

    /** Has an event's rows told as changes; from its place on, their table is held if they can't be. */
    public void tell(Event event, BinlogOffset place, RowTelling rows) throws InterruptedException {
        if (check(event, place)) {
            try {
                rows.tell();
            } catch (ConnectException failed) {
                if (!isUnreadable(failed)) {
                    throw failed;
                }
                hold(
                        table(event),
                        place,
                        "a row has a value that isn't one of its column, as far as that is known",
                        "SET GLOBAL binlog_row_metadata=FULL, so that the binlog says from then on what its columns are");
            }
        }
    }

    /** Whether Debezium has said of a value that it isn't one of its column. */
    private static boolean isUnreadable(Throwable failed) {
        return failed != null
                && (failed instanceof DebeziumException
                                && String.valueOf(failed.getMessage()).startsWith(UNREADABLE)
                        || isUnreadable(failed.getCause()));
    }

    private TableId table(Event event) {
        return schema.getTableId(
                switch (BinlogEvent.type(event)) {
                    case WRITE_ROWS, EXT_WRITE_ROWS -> BinlogEvent.<WriteRowsEventData>data(event)
                            .getTableId();
                    case UPDATE_ROWS, EXT_UPDATE_ROWS -> BinlogEvent.<UpdateRowsEventData>data(event)
                            .getTableId();
                    default -> BinlogEvent.<DeleteRowsEventData>data(event).getTableId();
                });
    }

    /** Gives whether an event's rows can be told as changes; from its place on, their table is held if they can't. */
    public boolean check(Event event, BinlogOffset place) {
        return switch (BinlogEvent.type(event)) {
            case WRITE_ROWS, EXT_WRITE_ROWS -> {
                WriteRowsEventData data = BinlogEvent.data(event);
                yield check(data.getTableId(), place, data.getIncludedColumns())
                        && isRead(data.getTableId(), place, last(data.getRows()));
            }
            case UPDATE_ROWS, EXT_UPDATE_ROWS -> {
                UpdateRowsEventData data = BinlogEvent.data(event);
                var rows = data.getRows();
                yield check(data.getTableId(), place, data.getIncludedColumnsBeforeUpdate(), data.getIncludedColumns())
                        && isRead(
                                data.getTableId(),
                                place,
                                rows.isEmpty()
                                        ? null
                                        : rows.get(rows.size() - 1).getValue());
            }
            case DELETE_ROWS, EXT_DELETE_ROWS -> {
                DeleteRowsEventData data = BinlogEvent.data(event);
                yield check(data.getTableId(), place, data.getIncludedColumns())
                        && isRead(data.getTableId(), place, last(data.getRows()));
            }
            case PARTIAL_UPDATE_ROWS_EVENT -> {
                hold(
                        schema.getTableId(BinlogEvent.<PartialUpdate>data(event).tableNumber()),
                        place,
                        "a session writes no more of a JSON document than what has changed"
                                + " (binlog_row_value_options=PARTIAL_JSON)",
                        "SET PERSIST binlog_row_value_options = '', and leave it so in sessions");
                yield false;
            }
            default -> true;
        };
    }

    private boolean check(long number, BinlogOffset place, BitSet... images) {
        var id = schema.getTableId(number);
        var table = id == null ? null : schema.tableFor(id);
        if (table == null) {
            return true;
        }
        for (var image : images) {
            if (image.cardinality() < table.columns().size()) {
                hold(
                        id,
                        place,
                        "a session writes rows without all of their columns (binlog_row_image=MINIMAL or NOBLOB)",
                        "SET PERSIST binlog_row_image = FULL (MariaDB: SET GLOBAL), and leave it so in sessions");
                return false;
            }
        }
        return true;
    }

    private static Serializable[] last(List<Serializable[]> rows) {
        return rows.isEmpty() ? null : rows.get(rows.size() - 1);
    }

    /** The reader of the binlog ends an event at a row that it can't read, and leaves nothing of it. */
    private boolean isRead(long number, BinlogOffset place, Serializable[] last) {
        if (last == null || last.length > 0) {
            return true;
        }
        hold(
                schema.getTableId(number),
                place,
                "the binlog has a row of it that can't be read, such as one with a COMPRESSED value of an unknown method",
                "ALTER TABLE so that the server writes such rows otherwise");
        return false;
    }

    /** Looks at a statement that the binlog has in the place of rows, and holds the tables that it names. */
    public void checkStatement(Event event, BinlogOffset place) {
        var statement = TableStatement.inPlaceOfRows(event);
        if (statement.isPresent()) {
            for (var table : schema.tableIds()) {
                if (statement.get().names(table)) {
                    hold(
                            table,
                            place,
                            "a session writes statements in the place of rows (binlog_format=STATEMENT or MIXED)",
                            "SET PERSIST binlog_format = ROW (MariaDB: SET GLOBAL), and leave it so in sessions");
                }
            }
        }
    }

    private void hold(TableId table, BinlogOffset place, String reason, String cure) {
        // of a table that isn't captured nothing is known
        if (table != null) {
            held.hold(new TableName(table.catalog(), table.table()), place, reason, cure);
        }
    }
}
