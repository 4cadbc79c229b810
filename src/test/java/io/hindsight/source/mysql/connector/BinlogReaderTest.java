package io.hindsight.source.mysql.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.hindsight.source.mysql.structure.UnreadTable;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinlogReaderTest {

    private static final int TABLE_MAP = 19;
    private static final int WRITE_ROWS = 30;
    private static final int TINY = 1;
    private static final int BLOB_COMPRESSED = 140;
    private static final int OF_NO_SERVER_YET = 143;

    @Test
    void aTypeThatNobodyKnowsIsPassedOverWithItsTablesRowsAndAllElseIsRead() throws IOException {
        var log = new ByteArrayOutputStream();
        log.write(event(TABLE_MAP, table(7, OF_NO_SERVER_YET)));
        log.write(event(WRITE_ROWS, row(7, 1, 2, 3, 4, 5)));
        log.write(event(TABLE_MAP, table(8, TINY)));
        log.write(event(WRITE_ROWS, row(8, 9)));
        // the number is another table's by now
        log.write(event(TABLE_MAP, table(7, TINY)));
        log.write(event(WRITE_ROWS, row(7, 5)));

        var events = read(log.toByteArray());

        assertThat((TableMapEventData) events.get(0).getData())
                .isInstanceOf(UnreadTable.class)
                .returns("shop", TableMapEventData::getDatabase)
                .returns("odd", TableMapEventData::getTable)
                .returns(7L, TableMapEventData::getTableId);
        assertThat(values(events.get(1))).isEmpty();
        assertThat(values(events.get(3))).containsExactly(9);
        assertThat(values(events.get(5))).containsExactly(5);
    }

    /** A statement's other rows are in doubt, too: their table is held from its place on. */
    @Test
    void aRowThatCannotBeReadIsPassedOverWithThoseBehindItAndAllElseIsRead() throws IOException {
        var log = new ByteArrayOutputStream();
        log.write(event(
                TABLE_MAP,
                bytes(
                        7,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        4,
                        's',
                        'h',
                        'o',
                        'p',
                        0,
                        3,
                        'o',
                        'd',
                        'd',
                        0,
                        1,
                        BLOB_COMPRESSED,
                        1,
                        1,
                        1)));
        log.write(event(WRITE_ROWS, row(7, 2, 0, 9, 0, 2, 0x70, 9, 0, 2, 0, 9)));
        log.write(event(WRITE_ROWS, row(7, 2, 0, 9)));
        // as one that lies about its length
        log.write(event(WRITE_ROWS, row(7, 5, 0x84, 0x7f, 0xff, 0xff, 0xff)));
        log.write(event(TABLE_MAP, table(8, TINY)));
        log.write(event(WRITE_ROWS, row(8, 9)));

        var events = read(log.toByteArray());

        var rows = events.get(1).<WriteRowsEventData>getData().getRows();
        assertThat(rows.get(rows.size() - 1)).isEmpty();
        assertThat(values(events.get(2))).isEmpty();
        assertThat(values(events.get(3))).isEmpty();
        assertThat(values(events.get(5))).containsExactly(9);
    }

    /** As the client ends at: anything else it passes over, and reads what comes behind. */
    @Test
    void anEventThatCannotBeReadEndsTheReading() throws IOException {
        var log = new ByteArrayOutputStream();
        log.write(event(TABLE_MAP, table(7, TINY)));
        log.write(event(WRITE_ROWS, bytes(9, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1, 0, 5)));
        log.write(event(TABLE_MAP, table(8, TINY)));
        log.write(event(WRITE_ROWS, row(8, 9)));

        assertThatThrownBy(() -> read(log.toByteArray())).isInstanceOf(EOFException.class);
    }

    private static Object[] values(Event event) {
        return event.<WriteRowsEventData>getData().getRows().get(0);
    }

    private static List<Event> read(byte[] log) throws IOException {
        var reader = BinlogReader.like(new EventDeserializer());
        var input = new ByteArrayInputStream(log);
        var events = new ArrayList<Event>();
        for (var event = reader.nextEvent(input); event != null; event = reader.nextEvent(input)) {
            events.add(event);
        }
        return events;
    }

    /** A table of one column. */
    private static byte[] table(int number, int type) {
        return bytes(number, 0, 0, 0, 0, 0, 0, 0, 4, 's', 'h', 'o', 'p', 0, 3, 'o', 'd', 'd', 0, 1, type, 0, 1);
    }

    private static byte[] row(int number, int... values) {
        var beginning = bytes(number, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 1, 0);
        var row = bytes(values);
        return ByteBuffer.allocate(beginning.length + row.length)
                .put(beginning)
                .put(row)
                .array();
    }

    private static byte[] event(int type, byte[] data) {
        var length = 19 + data.length;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1_700_000_000)
                .put((byte) type)
                .putInt(1)
                .putInt(length)
                .putInt(0)
                .putShort((short) 0)
                .put(data)
                .array();
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (var index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return bytes;
    }
}
