package io.hindsight.source.mysql.schema;

import io.debezium.relational.TableId;
import io.debezium.relational.history.HistoryRecord;
import io.debezium.text.ParsingException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tables whose names Debezium can't read again in what it has written of them: it takes a name that begins or ends with
 * a double quote for one in quotes, and two apostrophes for one. What it has written as the statement says the right name.
 */
final class RetoldTables {

    private static final String CHANGES = HistoryRecord.Fields.TABLE_CHANGES;

    /** In MySQL's own quotes, or in double ones. */
    private static final Pattern NAME_WITH_QUOTE = Pattern.compile("`\"|\"`|\"\"\"");

    private RetoldTables() {}

    /** Gives the record, without its tables where the statement has to say what became of them. */
    static HistoryRecord of(HistoryRecord told) {
        if (!told.document().has(CHANGES) || isReadAgain(told)) {
            return told;
        }
        var statement = told.document().clone();
        statement.remove(CHANGES);
        return new HistoryRecord(statement);
    }

    private static boolean isReadAgain(HistoryRecord told) {
        var ddl = told.document().getString(HistoryRecord.Fields.DDL_STATEMENTS);
        return ddl == null
                || !NAME_WITH_QUOTE.matcher(ddl).find()
                        && told.document().getArray(CHANGES).streamValues().allMatch(change -> Stream.of(
                                        "id", "previousId")
                                .map(change.asDocument()::getString)
                                .allMatch(name -> name == null || isReadAgain(name)));
    }

    private static boolean isReadAgain(String name) {
        try {
            return TableId.parse(name).toDoubleQuotedString().equals(name);
        } catch (IllegalArgumentException | ParsingException unreadable) {
            return false;
        }
    }
}
