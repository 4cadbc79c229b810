package io.hindsight.settings;

import java.util.Locale;

/** The servers that changes can be captured from, and what they and their drivers call differently. */
public enum SourceKind {
    MYSQL("MySQL", "SET PERSIST"),
    /** Its server forgets what is SET when it ends, so my.cnf must say it too. */
    MARIADB("MariaDB", "write into my.cnf, and SET GLOBAL");

    private final String label;
    private final String setForGood;

    SourceKind(String label, String setForGood) {
        this.label = label;
        this.setForGood = setForGood;
    }

    /** Debezium's name for its connector, in JMX too. */
    public String connector() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How an administrator changes one of its variables so that it stays. */
    public String setForGood() {
        return setForGood;
    }

    /** The beginning of a JDBC address. */
    String scheme() {
        return "jdbc:" + connector() + "://";
    }

    /** The driver's word for a value of {@code hindsight.source.ssl-mode}; Debezium's connector has the same. */
    public String driverSslMode(String sslMode) {
        if (this == MYSQL) {
            return sslMode.toUpperCase(Locale.ROOT);
        }
        return switch (sslMode) {
            case "required" -> "trust";
            case "verify_ca" -> "verify-ca";
            case "verify_identity" -> "verify-full";
            default -> "disable";
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
