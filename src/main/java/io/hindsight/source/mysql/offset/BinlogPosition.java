package io.hindsight.source.mysql.offset;

import java.util.Comparator;
import org.apache.kafka.connect.data.Struct;

/**
 * Where a change stands in a server's binlog.
 *
 * @param file the digits after the last dot of the file's name
 */
record BinlogPosition(long file, long position, int row) implements Comparable<BinlogPosition> {

    private static final Comparator<BinlogPosition> ORDER = Comparator.comparingLong(BinlogPosition::file)
            .thenComparingLong(BinlogPosition::position)
            .thenComparingInt(BinlogPosition::row);

    static BinlogPosition of(Struct source) {
        var file = source.getString("file");
        return new BinlogPosition(
                Long.parseLong(file.substring(file.lastIndexOf('.') + 1)),
                source.getInt64("pos"),
                source.getInt32("row"));
    }

    @Override
    public int compareTo(BinlogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "file " + file + ", position " + position + ", row " + row;
    }
}
