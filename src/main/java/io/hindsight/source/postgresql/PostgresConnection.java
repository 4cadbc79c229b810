package io.hindsight.source.postgresql;

import io.hindsight.limits.JdbcLogin;
import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Connects to a server so that it writes every value in one way, whatever its own settings are. */
public final class PostgresConnection {

    /** By which every session writes each value in the same way: those of capture too, see {@link #options()}. */
    private static final Map<String, String> SESSION = Map.of(
            "timezone", "UTC",
            "datestyle", "ISO",
            "intervalstyle", "iso_8601",
            "bytea_output", "hex",
            "extra_float_digits", "1",
            "lc_monetary", "C",
            // a table or a type as a value is named with its schema
            "search_path", "");

    private PostgresConnection() {}

    /** Connects. */
    public static Connection open(SourceSettings source) throws SQLException {
        return open(source, TimeLimits.STATEMENT);
    }

    /**
     * Connects.
     *
     * @param answer how long an answer may take
     */
    public static Connection open(SourceSettings source, Duration answer) throws SQLException {
        return open(source, answer, Map.of());
    }

    /** Gives what a session has of a setting that is told nothing, as an application's. */
    public static String told(SourceSettings source, String query) throws SQLException {
        try (var connection = open(source, TimeLimits.SOURCE, Map.of("options", ""));
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Connects as a replica does, which is asked and answered in texts. */
    public static Connection replication(SourceSettings source) throws SQLException {
        return open(
                source,
                TimeLimits.SOURCE,
                Map.of("replication", "database", "preferQueryMode", "simple", "assumeMinServerVersion", "14"));
    }

    private static Connection open(SourceSettings source, Duration answer, Map<String, String> more)
            throws SQLException {
        var properties = new Properties();
        properties.putAll(limits(answer));
        properties.putAll(tls(source));
        properties.put("user", source.username());
        properties.put("password", source.password());
        properties.put("ApplicationName", "hindsight");
        properties.put("options", options());
        // a text may be asked for of any type
        properties.put("stringtype", "unspecified");
        properties.putAll(more);
        var connection = JdbcLogin.open(
                "jdbc:postgresql://" + source.hostname() + ":" + source.port() + "/", named(properties, source));
        try (var statement = connection.createStatement()) {
            // the driver sets the zone of the JVM
            statement.execute("SET timezone = 'UTC'");
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** A database's name may have signs that mean something in an address. */
    private static Properties named(Properties properties, SourceSettings source) {
        properties.put("PGDBNAME", source.database());
        return properties;
    }

    /** Gives the driver's own words for how long it waits; Debezium's connector has the same, behind its prefix. */
    public static Map<String, String> limits(Duration answer) {
        return Map.of(
                "connectTimeout", TimeLimits.seconds(TimeLimits.CONNECTING),
                "socketTimeout", TimeLimits.seconds(answer));
    }

    /** Gives what the server is told of a session when it begins, in its own words. */
    public static String options() {
        return SESSION.entrySet().stream()
                .map(option -> "-c " + option.getKey() + "=" + option.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** Gives the driver's own words for how what is sent travels; Debezium's connector has the same, behind its prefix. */
    public static Map<String, String> tls(SourceSettings source) {
        var words = new LinkedHashMap<String, String>();
        words.put("sslmode", source.sslMode());
        if (source.trustStore().isEmpty()) {
            words.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            words.put("sslrootcert", source.trustStore());
        }
        return words;
    }
}
