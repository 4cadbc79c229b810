package io.hindsight.source.mysql;

import io.hindsight.settings.SourceKind;
import io.hindsight.settings.SourceSettings;
import io.hindsight.settings.TrustStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Connects to a server as its driver wants it: values are read as they are, times in UTC. */
public final class MySqlConnection {

    private MySqlConnection() {}

    /** Connects. */
    public static Connection open(SourceSettings source) throws SQLException {
        return open(source, Map.of());
    }

    /**
     * Connects.
     *
     * @param properties of the driver, beside those that every connection has
     */
    public static Connection open(SourceSettings source, Map<String, String> properties) throws SQLException {
        var access = new Properties();
        access.putAll(properties);
        access.put("user", source.username());
        access.put("password", source.password());
        return DriverManager.getConnection(url(source), access);
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
