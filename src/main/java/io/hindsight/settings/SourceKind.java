package io.hindsight.settings;

import io.hindsight.table.TableName;
import java.util.Locale;

/** The servers that changes can be captured from. */
public enum SourceKind {
    MYSQL("MySQL", 3306),
    MARIADB("MariaDB", 3306),
    POSTGRESQL("PostgreSQL", 5432);

    private final String label;
    private final int port;

    SourceKind(String label, int port) {
        this.label = label;
        this.port = port;
    }

    /** Gives the kind of server that usually listens on a port. */
    static SourceKind ofPort(String port) {
        return port.equals(String.valueOf(POSTGRESQL.port)) ? POSTGRESQL : MYSQL;
    }

    /** Gives the port that such a server usually listens on. */
    int port() {
        return port;
    }

    /** Gives Debezium's name for its connector, in JMX too. */
    public String connector() {
        return this == POSTGRESQL ? "postgres" : name().toLowerCase(Locale.ROOT);
    }

    /** Says how a table is named in the settings: what stands before the first dot holds tables. */
    String nameForm() {
        return this == POSTGRESQL ? "schema.table" : "database.table";
    }

    /**
     * Reads a table's name, as {@link #nameForm} says; a dot after the first belongs to the table's name.
     *
     * @param database that schemas are in
     */
    TableName tableName(String database, String name) {
        var dot = name.indexOf('.');
        var container = dot < 0 ? "" : name.substring(0, dot);
        var table = name.substring(dot + 1);
        return this == POSTGRESQL ? new TableName(database, container, table) : new TableName(container, table);
    }

    @Override
    public String toString() {
        return label;
    }
}
