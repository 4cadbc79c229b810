package io.hindsight.settings;

import io.hindsight.table.TableName;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The server that changes are captured from.
 *
 * @param kind what it is
 * @param serverId the id this program takes among the server's replicas; unique there
 * @param sslMode Connector/J's and Debezium's word: disabled, preferred, required, verify_ca, verify_identity
 * @param trustStore the file, in Java's format, of the authorities that its certificate is checked by, whose password is
 *     {@link TrustStore#PASSWORD}; empty for those that the JVM trusts
 * @param signalTable of Debezium's kind, through which capture is asked to read rows again
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
        String trustStore,
        Optional<TableName> signalTable,
        int epoch) {

    static SourceSettings read(SettingsReader reader) {
        var hostname = reader.text("hindsight.source.hostname", "localhost");
        var kind = SourceKind.valueOf(reader.choice("hindsight.source.kind", "mysql", "mysql", "mariadb")
                .toUpperCase(Locale.ROOT));
        return new SourceSettings(
                kind,
                hostname,
                reader.number("hindsight.source.port", 3306, 1, 65535),
                reader.text("hindsight.source.username", "hindsight"),
                reader.secret("hindsight.source.password"),
                reader.number("hindsight.source.server-id", 5701, 1, Integer.MAX_VALUE),
                sslMode(reader, hostname),
                trustStore(reader),
                signalTable(kind, reader),
                reader.number("hindsight.source.epoch", 0, 0, 32767));
    }

    private static String sslMode(SettingsReader reader, String hostname) {
        var mode = reader.choice(
                "hindsight.source.ssl-mode",
                "",
                "",
                "disabled",
                "preferred",
                "required",
                "verify_ca",
                "verify_identity");
        if (Wire.of(hostname, Wire.ofSslMode(mode)) == Wire.UNSAID) {
            reader.wrong(
                    "hindsight.source.ssl-mode",
                    "say how to speak with " + hostname,
                    "verify_identity or, for what isn't encrypted, disabled");
        }
        return mode.isEmpty() ? "preferred" : mode;
    }

    private static String trustStore(SettingsReader reader) {
        var pem = reader.text("hindsight.source.ssl-ca", "");
        if (!pem.isEmpty() && reader.text("hindsight.source.kind", "mysql").equals("mariadb")) {
            reader.wrong(
                    "hindsight.source.ssl-ca",
                    "it is for MySQL; MariaDB's certificate is checked by the authorities that the JVM trusts",
                    "-Djavax.net.ssl.trustStore=/etc/hindsight/ca.p12 before -jar");
        }
        try {
            return pem.isEmpty() ? "" : TrustStore.of(Path.of(pem)).toString();
        } catch (IOException | GeneralSecurityException | InvalidPathException unreadable) {
            reader.wrong(
                    "hindsight.source.ssl-ca",
                    "'" + pem + "' isn't a file of certificates that can be read (" + unreadable.getMessage() + ")",
                    "/etc/hindsight/mysql-ca.pem");
            return "";
        }
    }

    private static Optional<TableName> signalTable(SourceKind kind, SettingsReader reader) {
        var name = reader.text("hindsight.source.signal-table", "");
        if (!name.isEmpty() && !name.matches("[^.]+\\..+")) {
            reader.wrong("hindsight.source.signal-table", "'" + name + "' is not database.table", "hindsight.signals");
        }
        return Optional.of(name).filter(set -> !set.isEmpty()).map(kind::tableName);
    }

    /**
     * The user's.
     *
     * @throws InvalidSettingsException when there is none, with what to do; only those who log in need one
     */
    @Override
    public String password() {
        if (password.isEmpty()) {
            throw new InvalidSettingsException(
                    List.of("hindsight.source.password: is not set, and Debezium takes no user"
                            + " without one; write for example: HINDSIGHT_SOURCE_PASSWORD=… in the environment, or"
                            + " hindsight.source.password-file=/run/secrets/mysql"));
        }
        return password;
    }

    /** How what is sent to it travels. */
    Wire wire() {
        return Wire.of(hostname, Wire.ofSslMode(sslMode));
    }

    @Override
    public String toString() {
        return username + "@" + hostname + ":" + port;
    }
}
