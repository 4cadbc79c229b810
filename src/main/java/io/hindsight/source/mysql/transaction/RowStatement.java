package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import io.debezium.relational.TableId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A statement that changes rows, which the binlog has where a session doesn't write rows. */
record RowStatement(String database, String text) {

    private static final Pattern CHANGES_ROWS = Pattern.compile(
            "(\\s|/\\*.*?\\*/|SET\\s+STATEMENT\\b.*?\\bFOR\\b)*(INSERT|UPDATE|DELETE|REPLACE|WITH|LOAD)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Empty for all others. */
    static Optional<RowStatement> of(Event event) {
        QueryEventData query = BinlogEvent.data(event);
        return CHANGES_ROWS.matcher(query.getSql()).matches()
                ? Optional.of(new RowStatement(query.getDatabase(), query.getSql()))
                : Optional.empty();
    }

    /** Whether a table may be one that it changes: its name is in the text, and so is its database's, if it must be. */
    boolean names(TableId table) {
        return has(table.table()) && (table.catalog().equalsIgnoreCase(database) || has(table.catalog()));
    }

    private boolean has(String name) {
        return text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }
}
