package io.hindsight.source.mysql.structure;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The types that the binlog has for a table's columns, looked at before the binlog client reads the event, for it ends at one
 * that it doesn't know. Columns that MariaDB keeps {@code COMPRESSED} have types of their own, and else look like others.
 */
public final class TypeCodes {

    private static final int BLOB_COMPRESSED = 140;
    private static final int VARCHAR_COMPRESSED = 141;
    private static final int VARCHAR = 15;
    private static final int NUMBER = 6;
    private static final int FLAGS = 2;

    /** What the client has a name for and no reader. */
    private static final Set<ColumnType> WITHOUT_READER = EnumSet.of(
            ColumnType.DECIMAL,
            ColumnType.NULL,
            ColumnType.NEWDATE,
            ColumnType.TINY_BLOB,
            ColumnType.MEDIUM_BLOB,
            ColumnType.LONG_BLOB);

    private final BitSet compressed = new BitSet();
    private final UnreadTable unread;

    /** Reads an event's bytes, and gives the compressed columns the types that others of the kind have. */
    public TypeCodes(byte[] event) throws IOException {
        var input = new ByteArrayInputStream(event);
        var number = input.readLong(NUMBER);
        input.skip(FLAGS);
        var database = TableMapReader.name(input);
        var table = TableMapReader.name(input);
        var columns = input.readPackedInteger();
        var begin = event.length - input.available();
        UnreadTable found = null;
        for (var index = 0; index < columns; index++) {
            var type = event[begin + index] & 0xff;
            if (type == BLOB_COMPRESSED || type == VARCHAR_COMPRESSED) {
                compressed.set(index);
                event[begin + index] = (byte) (type == BLOB_COMPRESSED ? EncodedType.BLOB : VARCHAR);
            } else if (ColumnType.byCode(type) == null || WITHOUT_READER.contains(ColumnType.byCode(type))) {
                found = new UnreadTable(number, database, table, type);
            }
        }
        unread = found;
    }

    /** Gives the columns whose values are compressed. */
    public BitSet compressed() {
        return compressed;
    }

    /** Stands for the event where the client can't read it. */
    public Optional<UnreadTable> unread() {
        return Optional.ofNullable(unread);
    }

    /** Takes from the lengths that are known of a table the byte that says how a value is compressed. */
    public void shorten(TableMapEventData told) {
        compressed.stream()
                .filter(column -> told.getColumnTypes()[column] == VARCHAR)
                .forEach(column -> told.getColumnMetadata()[column]--);
    }
}
