package io.hindsight.settings;

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

    @Override
    public String toString() {
        return label;
    }
}
