package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import io.debezium.relational.TableId;
import java.util.Optional;
import java.util.regex.Pattern;

/** A statement that changes a table's rows, of which the binlog has none. */
record TableStatement(String database, String text) {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;

    private static final Pattern BEFORE = Pattern.compile("\\s+|/\\*.*?\\*/|SET\\s+STATEMENT\\b.*?\\bFOR\\b", FLAGS);

    private static final Pattern CHANGES_ROWS = Pattern.compile("(INSERT|UPDATE|DELETE|REPLACE|WITH|LOAD)\\b", FLAGS);

    /** What may stand between words: spaces and comments. */
    private static final String GAP = "(?:\\s|/\\*.*?\\*/|/\\*!\\d*|(?:--\\s|#)[^\\n]*\\n)+";

    private static final Pattern CHANGES_PARTITIONS = Pattern.compile(
            "\\bALTER\\b.*?\\b(?:(?:TRUNCATE|DROP|EXCHANGE|DISCARD|IMPORT|CONVERT|TO)~PARTITION|IMPORT~TABLESPACE)\\b"
                            .replace("~", GAP)
                    // of MariaDB: rows that a new unique key has twice are left out
                    + "|\\bALTER" + GAP + "(?:ONLINE" + GAP + ")?IGNORE\\b",
            FLAGS);

    private static final String LETTER = "[\\p{L}\\p{N}_$]";

    /** Gives one that the binlog has where a session doesn't write rows; empty for all others. */
    static Optional<TableStatement> inPlaceOfRows(Event event) {
        QueryEventData query = BinlogEvent.data(event);
        var text = query.getSql();
        var before = BEFORE.matcher(text);
        var start = 0;
        while (before.region(start, text.length()).lookingAt()) {
            start = before.end();
        }
        return CHANGES_ROWS.matcher(text).region(start, text.length()).lookingAt()
                ? Optional.of(new TableStatement(query.getDatabase(), text))
                : Optional.empty();
    }

    /** Gives one that changes rows by partitions, or the like, which no session writes; empty for all others. */
    static Optional<TableStatement> ofWholePartitions(Event event) {
        QueryEventData query = BinlogEvent.data(event);
        return CHANGES_PARTITIONS.matcher(query.getSql()).find()
                ? Optional.of(new TableStatement(query.getDatabase(), query.getSql()))
                : Optional.empty();
    }

    /** Whether a table may be one that it changes: its name is in the text, and so is its database's, if it must be. */
    boolean names(TableId table) {
        return has(table.table()) && (table.catalog().equalsIgnoreCase(database) || has(table.catalog()));
    }

    private boolean has(String name) {
        return Pattern.compile(
                        "(?<!" + LETTER + ")" + Pattern.quote(name) + "(?!" + LETTER + ")",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .find();
    }
}
