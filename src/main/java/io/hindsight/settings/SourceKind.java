package io.hindsight.settings;

import io.hindsight.table.TableName;
import java.util.Locale;

/** The servers that changes can be captured from. */
public enum SourceKind {
    MYSQL("MySQL"),
    MARIADB("MariaDB");

    private final String label;

    SourceKind(String label) {
        this.label = label;
    }

    /** Gives Debezium's name for its connector, in JMX too. */
    public String connector() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@code database.table}; neither has schemas, so a dot after the first belongs to the table's name. */
    public TableName tableName(String name) {
        var dot = name.indexOf('.');
        return dot < 0 ? new TableName("", name) : new TableName(name.substring(0, dot), name.substring(dot + 1));
    }

    @Override
    public String toString() {
        return label;
    }
}
