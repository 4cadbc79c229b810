package io.hindsight.source.mysql.structure;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import java.util.BitSet;

/** Stands for what the binlog says of a table that has a column of a type whose values can't be read, nor passed over. */
public final class UnreadTable extends TableMapEventData {

    private final int type;

    UnreadTable(long number, String database, String table, int type) {
        setTableId(number);
        setDatabase(database);
        setTable(table);
        setColumnTypes(new byte[0]);
        setColumnMetadata(new int[0]);
        setColumnNullability(new BitSet());
        this.type = type;
    }

    Unreadable why() {
        return new Unreadable(
                getDatabase() + "." + getTable() + " has a column of a type that can't be read from the binlog (" + type
                        + ")",
                "give the column another type, and run hindsight resume for the table");
    }
}
