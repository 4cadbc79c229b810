package io.hindsight.settings;

import java.util.Locale;

/**
 * The server that changes are captured from.
 *
 * @param kind what it is
 * @param serverId the id this program takes among the server's replicas; unique there
 * @param sslMode Connector/J's and Debezium's word: disabled, preferred, required, verify_ca, verify_identity
 * @param epoch leads every change_seq; raised by one when the server's binlog positions start again
 */
public record SourceSettings(
        SourceKind kind,
        String hostname,
        int port,
        String username,
        String password,
        long serverId,
        String sslMode,
        int epoch) {

    static SourceSettings read(SettingsReader reader) {
        return new SourceSettings(
                SourceKind.valueOf(reader.choice("hindsight.source.kind", "mysql", "mysql", "mariadb")
                        .toUpperCase(Locale.ROOT)),
                reader.text("hindsight.source.hostname", "localhost"),
                reader.number("hindsight.source.port", 3306, 1, 65535),
                reader.text("hindsight.source.username", "hindsight"),
                reader.secret("hindsight.source.password"),
                reader.number("hindsight.source.server-id", 5701, 1, Integer.MAX_VALUE),
                reader.choice(
                        "hindsight.source.ssl-mode",
                        "preferred",
                        "disabled",
                        "preferred",
                        "required",
                        "verify_ca",
                        "verify_identity"),
                reader.number("hindsight.source.epoch", 0, 0, 32767));
    }

    /** The server's JDBC address, values read as they are, times in UTC. */
    public String jdbcUrl() {
        return kind.scheme() + hostname + ":" + port
                + "/?connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&tinyInt1isBit=false"
                + "&allowPublicKeyRetrieval=" + !sslMode.startsWith("verify")
                + "&sslMode=" + kind.driverSslMode(sslMode);
    }

    @Override
    public String toString() {
        return username + "@" + hostname + ":" + port;
    }
}
