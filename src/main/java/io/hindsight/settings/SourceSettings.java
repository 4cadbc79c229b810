package io.hindsight.settings;

import io.hindsight.table.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The server that changes are captured from.
 *
 * @param database that schemas are in; empty where there are none between database and table
 * @param serverId its number among the replicas of a MySQL or MariaDB
 * @param slot by which a PostgreSQL knows how far capture has come
 * @param publication by which it knows what to send
 * @param makesPublication whether capture makes that, and adds tables to it
 * @param failoverSlot whether a standby may have the slot too
 * @param sslMode its driver's and Debezium's word
 * @param trustStore the file of the authorities that its certificate is checked by, in Java's format, whose password is
 *     {@link TrustStore#PASSWORD}, or for PostgreSQL as PEM; empty for those that the JVM trusts
 * @param epoch leads every change_seq
 * @param spreadsSeconds whether changes of a key within a second start a microsecond apart
 */
public record SourceSettings(
        SourceKind kind,
        String hostname,
        int port,
        String username,
        String password,
        String database,
        long serverId,
        String slot,
        String publication,
        boolean makesPublication,
        boolean failoverSlot,
        String sslMode,
        String trustStore,
        Optional<TableName> signalTable,
        int epoch,
        boolean spreadsSeconds) {

    private static final List<String> SSL_MODES =
            List.of("", "disabled", "preferred", "required", "verify_ca", "verify_identity");

    private static final List<String> POSTGRESQL_SSL_MODES =
            List.of("", "disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** The longest name that PostgreSQL has for anything. */
    private static final int LONGEST_NAME = 63;

    /** @param pipeline the name by which what is its own on the server is called by default */
    static SourceSettings read(SettingsReader reader, String pipeline) {
        reader.heading("Source: the MySQL, MariaDB or PostgreSQL server");
        var kind = reader.about("mysql, mariadb or postgresql; with port 5432 postgresql is the default")
                .choice("hindsight.source.kind", SourceKind.ofPort(reader.given("hindsight.source.port")));
        var hostname = reader.address("hindsight.source.hostname", "localhost");
        var port = reader.number("hindsight.source.port", kind.port(), 1, 65535);
        var username = reader.about("What this user needs is in access/mysql.sql: SELECT, RELOAD, SHOW DATABASES,"
                        + " REPLICATION SLAVE, REPLICATION CLIENT; for a PostgreSQL in"
                        + " access/postgresql-source.sql: REPLICATION, SELECT")
                .text("hindsight.source.username", "hindsight");
        var password = reader.secret("hindsight.source.password");
        var database = reader.about(
                        "PostgreSQL: the database whose tables are captured; one that is called like the user"
                                + " by default")
                .text("hindsight.source.database", username);
        return new SourceSettings(
                kind,
                hostname,
                port,
                username,
                password,
                database,
                reader.about("A number that no other replica of the server has, nor another pipeline; by default one"
                                + " that is made of the pipeline's name")
                        .number("hindsight.source.server-id", serverId(pipeline), 1, Integer.MAX_VALUE),
                slot(pipeline, reader),
                reader.about("PostgreSQL: the publication of the declared tables; \"hindsight validate\" prints the"
                                + " statement that makes it. Called like the slot by default")
                        .text("hindsight.source.publication", own(pipeline)),
                reader.about("PostgreSQL: makes the publication when capture starts, and adds tables that are declared"
                                + " later; the user must own the tables, and CREATE on the database. A table whose"
                                + " UPDATEs would fail then is left out")
                        .flag("hindsight.source.make-publication", false),
                reader.about("PostgreSQL 17 and later: the slot is made so that a standby can have it too, and capture"
                                + " goes on after its promotion; see docs/postgresql-source.md")
                        .flag("hindsight.source.failover-slot", true),
                sslMode(reader, kind, hostname),
                trustStore(reader, kind),
                signalTable(kind, database, reader),
                reader.about("Raise it by one when the server's log starts again: after RESET MASTER, or when"
                                + " another server takes its place")
                        .number("hindsight.source.epoch", 0, 0, 32767),
                reader.about("For a server whose binlog has commit times in seconds (MariaDB, where it is the default;"
                                + " MySQL 5.7): changes of a key within a second start a microsecond apart, in their"
                                + " order, so that each is a version that can be seen; see docs/sources.md")
                        .flag("hindsight.source.spread-seconds", kind == SourceKind.MARIADB));
    }

    private static String slot(String pipeline, SettingsReader reader) {
        var slot = reader.about("PostgreSQL: the replication slot, which no other pipeline may have; by default one"
                        + " that is called like the pipeline")
                .text("hindsight.source.slot", own(pipeline));
        if (!slot.matches("[a-z0-9_]{1," + LONGEST_NAME + "}")) {
            reader.wrong(
                    "hindsight.source.slot",
                    "PostgreSQL has no slots called '" + slot + "'",
                    "small letters, digits and underscores, " + LONGEST_NAME + " at most");
        }
        return slot;
    }

    private static String own(String pipeline) {
        var name = pipeline.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** Above what people choose; nothing remembers it, so it may be another one after an upgrade. */
    static int serverId(String pipeline) {
        var crc = new CRC32();
        crc.update(pipeline.getBytes(StandardCharsets.UTF_8));
        return 1_000_000_000 + (int) (crc.getValue() % 1_000_000_000);
    }

    private static String sslMode(SettingsReader reader, SourceKind kind, String hostname) {
        var option = reader.about("disabled, preferred, required, verify_ca or verify_identity; for a server on"
                + " another machine it must be said, and verify_identity is for production. On this"
                + " machine preferred is the default; MariaDB's driver doesn't know it, there it is"
                + " disabled. For PostgreSQL disable, allow, prefer, require, verify-ca or verify-full, which is"
                + " the default for a server on another machine; on this machine it is prefer");
        if (kind == SourceKind.POSTGRESQL) {
            var usual = TlsMode.of(hostname, TlsMode.UNSAID) == TlsMode.UNSAID ? "verify-full" : "prefer";
            var mode = option.choice("hindsight.source.ssl-mode", "", POSTGRESQL_SSL_MODES);
            return mode.isEmpty() ? usual : mode;
        }
        var mode = option.choice("hindsight.source.ssl-mode", "", SSL_MODES);
        if (TlsMode.of(hostname, TlsMode.ofSslMode(mode)) == TlsMode.UNSAID) {
            reader.wrong(
                    "hindsight.source.ssl-mode",
                    "say how to speak with " + hostname,
                    "verify_identity or, for what isn't encrypted, disabled");
        }
        return mode.isEmpty() ? "preferred" : mode;
    }

    private static String trustStore(SettingsReader reader, SourceKind kind) {
        var pem = reader.about("Certificates of the authorities that the server's is checked by, PEM; those that the"
                        + " JVM trusts by default")
                .text("hindsight.source.ssl-ca", "");
        if (!pem.isEmpty() && kind == SourceKind.MARIADB) {
            reader.wrong(
                    "hindsight.source.ssl-ca",
                    "it is for MySQL; MariaDB's certificate is checked by the authorities that the JVM trusts",
                    "-Djavax.net.ssl.trustStore=/etc/hindsight/ca.p12 before -jar");
        }
        try {
            var store = pem.isEmpty() ? "" : TrustStore.of(Path.of(pem)).toString();
            return kind == SourceKind.POSTGRESQL ? pem : store;
        } catch (IOException | GeneralSecurityException | InvalidPathException unreadable) {
            reader.wrong(
                    "hindsight.source.ssl-ca",
                    "'" + pem + "' isn't a file of certificates that can be read (" + unreadable.getMessage() + ")",
                    "/etc/hindsight/mysql-ca.pem");
            return "";
        }
    }

    private static Optional<TableName> signalTable(SourceKind kind, String database, SettingsReader reader) {
        var name = reader.about("A table of Debezium's kind, " + kind.nameForm() + ", through which \"hindsight"
                        + " snapshot\" and \"hindsight check --repair\" ask for rows to be read again; see"
                        + " docs/repair.md for its columns and the grant")
                .text("hindsight.source.signal-table", "");
        if (!name.isEmpty() && !name.matches("[^.]+\\..+")) {
            reader.wrong(
                    "hindsight.source.signal-table", "'" + name + "' is not " + kind.nameForm(), "hindsight.signals");
        }
        return Optional.of(name).filter(set -> !set.isEmpty()).map(set -> kind.tableName(database, set));
    }

    /** Reads a table's name, as it is written in the settings. */
    public TableName tableName(String name) {
        return kind.tableName(database, name);
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

    /**
     * The table through which capture is asked to read rows again.
     *
     * @throws InvalidSettingsException when none is set, with what to do
     */
    public TableName signals() {
        return signalTable.orElseThrow(() -> new InvalidSettingsException(
                List.of("hindsight.source.signal-table: is not set, and capture is asked through it to read rows again;"
                        + " make one in the source and set it: CREATE DATABASE hindsight; CREATE TABLE"
                        + " hindsight.signals (id VARCHAR(64) PRIMARY KEY, type VARCHAR(32) NOT NULL, data"
                        + " MEDIUMTEXT); GRANT SELECT, INSERT ON hindsight.signals TO the user of capture;"
                        + " hindsight.source.signal-table=hindsight.signals; and restart hindsight run")));
    }

    /** How what is sent to it travels. */
    TlsMode tlsMode() {
        return TlsMode.of(
                hostname, kind == SourceKind.POSTGRESQL ? TlsMode.ofPostgreSql(sslMode) : TlsMode.ofSslMode(sslMode));
    }

    @Override
    public String toString() {
        return username + "@" + hostname + ":" + port;
    }
}
