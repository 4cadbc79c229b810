package io.hindsight.table;

/** A table of the source: its database and its name there. */
public record TableName(String database, String table) {

    /** Reads {@code database.table}; a dot after the first belongs to the table's name. */
    public static TableName parse(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? new TableName("", name) : new TableName(name.substring(0, dot), name.substring(dot + 1));
    }

    @Override
    public String toString() {
        return database + "." + table;
    }
}
