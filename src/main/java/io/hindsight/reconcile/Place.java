package io.hindsight.reconcile;

import io.hindsight.history.ChangeSeq;
import io.hindsight.source.mysql.BinlogEnd;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A place between two transactions of the source's binlog.
 *
 * @param file the binlog file's name
 * @param position in that file: where the next transaction begins, so that no change of a row stands there
 */
public record Place(String file, long position) implements Comparable<Place> {

    /** Where the source's binlog ends now. */
    static Place now(Connection source) throws SQLException {
        var end = BinlogEnd.of(source);
        return new Place(end.file(), end.position());
    }

    private long number() {
        return Long.parseLong(file.substring(file.lastIndexOf('.') + 1));
    }

    @Override
    public int compareTo(Place other) {
        return number() != other.number()
                ? Long.compare(number(), other.number())
                : Long.compare(position, other.position);
    }

    /** The change_seq of something that happens here; rows are counted from 0. */
    public String seq(int epoch, long row) {
        return ChangeSeq.of(epoch, file, position, row);
    }
}
