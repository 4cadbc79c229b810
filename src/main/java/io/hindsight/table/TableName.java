package io.hindsight.table;

import java.util.stream.Stream;

/**
 * Names a table of the source. As text it is what its log calls it beside others: the database is left out where there is a
 * schema, for a log is of one database then.
 *
 * @param schema of the database, where tables are; empty where the source has none between database and table
 */
public record TableName(String database, String schema, String table) {

    /** Names one of a source without schemas. */
    public TableName(String database, String table) {
        this(database, "", table);
    }

    /**
     * Says whether Debezium finds the table by its name, and again in its schema history: it takes what begins or ends
     * with a backtick, and there with a double quote, for quoted.
     */
    public boolean canBeQuoted() {
        return Stream.of(database, schema, table).noneMatch(name -> Stream.of("`", "\"")
                .anyMatch(quote -> name.startsWith(quote) || name.endsWith(quote)));
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? database + "." + table : schema + "." + table;
    }
}
