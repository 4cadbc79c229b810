package io.hindsight.table;

import java.util.stream.Stream;

/** Names a table of the source: its database and its name there. */
public record TableName(String database, String table) {

    /** Reads {@code database.table}; a dot after the first belongs to the table's name. */
    public static TableName parse(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? new TableName("", name) : new TableName(name.substring(0, dot), name.substring(dot + 1));
    }

    /**
     * Whether Debezium finds the table by its name, and again in its schema history: it takes what begins or ends with a
     * backtick, and there with a double quote, for quoted.
     */
    public boolean canBeQuoted() {
        return Stream.of(database, table).noneMatch(name -> Stream.of("`", "\"")
                .anyMatch(quote -> name.startsWith(quote) || name.endsWith(quote)));
    }

    @Override
    public String toString() {
        return database + "." + table;
    }
}
