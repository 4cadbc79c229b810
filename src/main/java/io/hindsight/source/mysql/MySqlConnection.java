package io.hindsight.source.mysql;

import io.hindsight.limits.JdbcLogin;
import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.settings.TrustStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Connects to a server as its driver wants it: values are read as they are, times in UTC. */
public final class MySqlConnection {

    private MySqlConnection() {}

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
        var access = new Properties();
        access.putAll(limits(answer));
        access.put("user", source.username());
        access.put("password", source.password());
        return JdbcLogin.open(url(source), access);
    }

    /** Gives the driver's own words for how long it waits; Debezium's connector has the same, behind its prefix. */
    public static Map<String, String> limits(Duration answer) {
        return Map.of(
                "connectTimeout", TimeLimits.millis(TimeLimits.CONNECTING), "socketTimeout", TimeLimits.millis(answer));
    }

    private static String url(SourceSettings source) {
        return "jdbc:" + source.kind().connector() + "://" + source.hostname() + ":" + source.port()
                + "/?connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&tinyInt1isBit=false"
                + "&allowPublicKeyRetrieval=" + !source.sslMode().startsWith("verify")
                + "&sslMode=" + sslMode(source)
                + (source.trustStore().isEmpty()
                        ? ""
                        : "&trustCertificateKeyStoreUrl="
                                + Path.of(source.trustStore()).toUri()
                                + "&trustCertificateKeyStoreType=PKCS12&trustCertificateKeyStorePassword="
                                + TrustStore.PASSWORD);
    }

    /** Gives the driver's word for the value of {@code hindsight.source.ssl-mode}; Debezium's connector has the same. */
    public static String sslMode(SourceSettings source) {
        if (source.kind() == SourceKind.MYSQL) {
            return source.sslMode().toUpperCase(Locale.ROOT);
        }
        return switch (source.sslMode()) {
            case "required" -> "trust";
            case "verify_ca" -> "verify-ca";
            case "verify_identity" -> "verify-full";
            default -> "disable";
        };
    }
}
