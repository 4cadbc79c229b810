package io.hindsight.source.mysql.connector;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeader;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializationException;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventHeaderV4Deserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.NullEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.debezium.connector.binlog.event.TransactionPayloadDeserializer;
import io.hindsight.source.mysql.structure.CompressedValue;
import io.hindsight.source.mysql.structure.TableMapReader;
import io.hindsight.source.mysql.structure.TypeCodes;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the binlog's events as Debezium has its client read them, but for rows of tables with columns of other types: those
 * that MariaDB compresses are read, and those of types that nobody knows, or that can't be read, passed over, so that no table
 * ends the reading of all.
 */
final class BinlogReader extends EventDeserializer {

    private static final Logger LOG = LoggerFactory.getLogger(BinlogReader.class);

    private static final Serializable[] UNREAD = new Serializable[0];

    private final Map<Long, TableMapEventData> tables;
    private final Map<Long, BitSet> compressed = new HashMap<>();
    private final Set<Long> unread = new HashSet<>();

    /** Makes one that reads what the other does. */
    static BinlogReader like(EventDeserializer stock) {
        var readers = new IdentityHashMap<EventType, EventDataDeserializer>();
        for (var type : EventType.values()) {
            readers.put(type, stock.getEventDataDeserializer(type));
        }
        readers.put(EventType.TABLE_MAP, new TableMapReader());
        return new BinlogReader(readers, new HashMap<>());
    }

    private BinlogReader(Map<EventType, EventDataDeserializer> readers, Map<Long, TableMapEventData> tables) {
        super(new EventHeaderV4Deserializer(), new NullEventDataDeserializer(), readers, tables);
        this.tables = tables;
        RowDecoder rows = this::row;
        readers.put(EventType.WRITE_ROWS, rows.ofInserts(tables));
        readers.put(EventType.UPDATE_ROWS, rows.ofUpdates(tables));
        readers.put(EventType.DELETE_ROWS, rows.ofDeletes(tables));
        readers.put(EventType.EXT_WRITE_ROWS, rows.ofInserts(tables).setMayContainExtraInformation(true));
        readers.put(EventType.EXT_UPDATE_ROWS, rows.ofUpdates(tables).setMayContainExtraInformation(true));
        readers.put(EventType.EXT_DELETE_ROWS, rows.ofDeletes(tables).setMayContainExtraInformation(true));
        readers.put(EventType.TRANSACTION_PAYLOAD, new TransactionPayloadDeserializer(tables, RowDecoder.AT_FAILURE));
    }

    /**
     * Reads an event.
     *
     * @throws EOFException if it can't be read: whatever else is thrown, the client passes the event over and reads on, and
     *     a place behind it could be stored
     */
    @Override
    public Event nextEvent(ByteArrayInputStream input) throws IOException {
        Event event;
        try {
            event = super.nextEvent(input);
        } catch (EventDataDeserializationException | RuntimeException unreadable) {
            throw (EOFException) new EOFException("an event of the binlog can't be read").initCause(unreadable);
        }
        if (event != null
                && event.getHeader().getEventType() == EventType.ROTATE
                && event.getHeader().getTimestamp() != 0) {
            // another file has other numbers for tables
            tables.clear();
            compressed.clear();
            unread.clear();
        }
        return event;
    }

    @Override
    public EventData deserializeTableMapEventData(ByteArrayInputStream input, EventHeader header) throws IOException {
        var bytes = input.read((int) header.getDataLength());
        var types = new TypeCodes(bytes);
        if (types.unread().isPresent()) {
            unread.add(types.unread().get().getTableId());
            return types.unread().get();
        }
        var told = (TableMapEventData) super.deserializeTableMapEventData(new ByteArrayInputStream(bytes), header);
        unread.remove(told.getTableId());
        compressed.remove(told.getTableId());
        if (!types.compressed().isEmpty()) {
            compressed.put(told.getTableId(), types.compressed());
            types.shorten(told);
        }
        return told;
    }

    private Serializable[] row(long table, BitSet columns, ByteArrayInputStream input, RowDecoder.StockRow stock)
            throws IOException {
        if (unread.contains(table)) {
            input.skip(input.available());
            return UNREAD;
        }
        try {
            var row = stock.read(table, columns, input);
            inflate(row, columns, compressed.get(table));
            return row;
        } catch (RuntimeException unreadable) {
            // its message may have the row's values
            LOG.debug("a row can't be read: {}", unreadable.getClass().getName());
            unread.add(table);
            input.skip(input.available());
            return UNREAD;
        }
    }

    private static void inflate(Serializable[] row, BitSet columns, BitSet compressed) {
        if (compressed == null) {
            return;
        }
        var value = 0;
        for (var column = columns.nextSetBit(0); column >= 0; column = columns.nextSetBit(column + 1)) {
            if (compressed.get(column) && row[value] != null) {
                row[value] = CompressedValue.read((byte[]) row[value]);
            }
            value++;
        }
    }
}
