package io.hindsight.settings;

import io.hindsight.limits.JdbcLogin;
import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import io.hindsight.warehouse.iceberg.Lake;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says where a warehouse is, who logs in there, and how changes are applied to it.
 *
 * @param name the user's name for it; part of route ids and consumer groups
 * @param ddl who makes tables and views; the one who fills them by default
 * @param dialect what its engine speaks
 * @param snapshots how long those of a lake are kept
 * @param lake empty for one that is spoken to in SQL
 */
public record WarehouseSettings(
        String name,
        String url,
        String username,
        String password,
        Login ddl,
        int batchSize,
        int batchBytes,
        Duration batchWait,
        int consumers,
        Dialect dialect,
        Optional<Lake> lake,
        Duration snapshots,
        Map<String, String> kafkaProperties) {

    private static final Pattern SCHEMA = Pattern.compile("[?&]currentSchema=([^&,]+)");
    private static final Pattern DATABASE = Pattern.compile("^[^?]*//[^/?]*/([^/?]+)");
    private static final String EXAMPLE = "jdbc:clickhouse://localhost:8123/dw";

    static WarehouseSettings read(String name, SettingsReader reader) {
        reader.heading("Warehouses: as many as you like, each with a name of your own");
        var prefix = "hindsight.warehouse." + name + ".";
        if (!name.matches("[\\w-]+") && !name.equals("<name>")) {
            reader.wrong(
                    prefix + "url",
                    "a warehouse's name, which is a part of topics, groups and routes, has letters, digits, underscores"
                            + " and dashes only",
                    "hindsight.warehouse.dw.url=" + EXAMPLE);
        }
        var url = reader.about(
                        "The JDBC address, or where the data of a lake is. The database must exist. For a server on another machine the address says"
                                + " how to speak with it: docs/security.md")
                .required(prefix + "url", EXAMPLE);
        var kind = kind(prefix, url, reader);
        var login = new Login(reader.text(prefix + "username", "default"), reader.secret(prefix + "password"));
        var ddl = ddl(prefix, login, reader);
        var layout = new Layout(
                reader.about("How StarRocks creates tables: parts that the rows of one are spread over, and copies of"
                                + " each")
                        .number(prefix + "buckets", 8, 1, 1_000),
                reader.number(prefix + "replication", 1, 1, 100),
                columns(
                        reader.about("And for single tables, instead of by their key: by which columns of it the rows"
                                + " are spread, and by which columns they are sorted; table:column, or"
                                + " table:column|column, comma separated"),
                        prefix + "distributed-by"),
                columns(reader, prefix + "order-by"));
        var dialect = kind.dialect(layout);
        if (Secrets.areInAddress(url)) {
            reader.wrong(
                    prefix + "url",
                    "there is a user or a password in the address, which drivers and logs print; set " + prefix
                            + "username and " + prefix + "password, and leave it out",
                    EXAMPLE);
        }
        if (!url.isEmpty() && TlsMode.ofUrl(url) == TlsMode.UNSAID) {
            reader.wrong(prefix + "url", "say in the address how to speak with the server", dialect.encryptedUrl());
        }
        return new WarehouseSettings(
                name,
                url,
                login.username(),
                login.password(),
                ddl,
                reader.about(
                                "A batch is applied at once: at most so many changes, and none waits longer than batch-wait for"
                                        + " others")
                        .number(prefix + "batch-size", 10_000, 1, dialect.largestBatch()),
                reader.about(
                                "About so many bytes of their messages are enough for a batch; applying them takes some five times"
                                        + " as much memory, for each consumer at once")
                        .number(prefix + "batch-bytes", 8_388_608, 1, Integer.MAX_VALUE),
                reader.duration(prefix + "batch-wait", dialect.usualWait().toMillis() + "ms"),
                reader.about("Kafka consumers that apply changes to it, in each instance: so many batches at"
                                + " once, at most; 1 by default for StarRocks and Iceberg")
                        .number(prefix + "consumers", dialect.takesOneWriter() ? 1 : 3, 1, 64),
                dialect,
                lake(prefix, url, dialect, reader),
                reader.about("Of Iceberg: how long a snapshot can be asked for, and its files stay")
                        .duration(prefix + "snapshots", "3d"),
                reader.about("Where StarRocks reads a topic itself: what its Kafka client must be told besides"
                                + " the brokers, by librdkafka's names, name:value, comma separated")
                        .pairs(prefix + "kafka", "name:value", "security.protocol:sasl_ssl, sasl.username:starrocks"));
    }

    /** Connects as the running program does, as who fills tables. */
    public Connection connect() throws SQLException {
        return connect(dialect.connectionProperties());
    }

    /** Connects as {@link #connect()} does, for statements that read: where the engine can be told so, it refuses others. */
    public Connection connectToRead() throws SQLException {
        return connect(dialect.readingProperties());
    }

    private Connection connect(Map<String, String> properties) throws SQLException {
        var access = new Properties();
        access.setProperty("user", username);
        access.setProperty("password", password);
        properties.forEach(access::setProperty);
        return JdbcLogin.open(url, access);
    }

    /** Where its tables are: a namespace in a lake, a schema in PostgreSQL, the database elsewhere; empty without an address. */
    public String schema() {
        if (lake.isPresent()) {
            return lake.get().namespace().toString();
        }
        var isPostgreSql = dialect.name().equals("postgresql");
        var said = (isPostgreSql ? SCHEMA : DATABASE).matcher(url);
        return said.find() ? said.group(1) : isPostgreSql ? "public" : "";
    }

    /** A lake is a place and a catalog. */
    private static Optional<Lake> lake(String prefix, String url, Dialect dialect, SettingsReader reader) {
        var namespace = reader.about("Of Iceberg: the namespace of its tables").text(prefix + "namespace", "hindsight");
        var catalog = reader.about(
                        "Of Iceberg: the catalog, by Iceberg's own names (type, uri, jdbc.user, …), secrets best"
                                + " in the environment; without a type the place of the data is the catalog too")
                .all(prefix + "catalog.");
        if (Secrets.areInAddress(catalog.getOrDefault("uri", ""))) {
            reader.wrong(
                    prefix + "catalog.uri",
                    "there is a user or a password in the address, which libraries print; set catalog.jdbc.user,"
                            + " catalog.jdbc.password or catalog.credential, and leave it out",
                    prefix + "catalog.uri=jdbc:postgresql://localhost:5432/catalog");
        }
        var format = reader.about("Of Iceberg: the version of its format, of new tables; few read deletes of 3 yet")
                .number(prefix + "format-version", 2, 2, 3);
        return dialect.isLake() ? Optional.of(new Lake(url, namespace, catalog, format)) : Optional.empty();
    }

    private static Map<String, List<String>> columns(SettingsReader reader, String key) {
        return reader.pairs(key, "table:column|column", "item_asset_history:owner_id|source_id").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, pair -> List.of(pair.getValue().split("\\s*\\|\\s*"))));
    }

    private static WarehouseKind kind(String prefix, String url, SettingsReader reader) {
        var guessed = WarehouseKind.ofUrl(url);
        var fallback = guessed.orElse(WarehouseKind.CLICKHOUSE);
        var said = reader.about(
                        "What the engine is: clickhouse, postgresql, starrocks or iceberg. The address says it by"
                                + " default: jdbc:clickhouse:..., jdbc:postgresql:..., for StarRocks jdbc:mysql:..., for"
                                + " Iceberg s3://... or file:/...; to be set for the"
                                + " address of a driver of another name")
                .choice(prefix + "kind", fallback);
        if (!url.isEmpty() && guessed.isEmpty() && !reader.isSet(prefix + "kind")) {
            reader.wrong(
                    prefix + "url",
                    "it isn't the address of ClickHouse, PostgreSQL, StarRocks (jdbc:mysql:…) or of a lake (s3:, file:); if it is that of a"
                            + " driver of another name, say in " + prefix + "kind which of them it is",
                    EXAMPLE);
        }
        if (guessed.isPresent() && said != fallback) {
            reader.wrong(prefix + "kind", "the address in " + prefix + "url is of " + fallback, fallback.toString());
        }
        return said;
    }

    /** A user and his password. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    private static Login ddl(String prefix, Login usual, SettingsReader reader) {
        var username = reader.about("Who makes tables and views, if not the one who fills them: access/clickhouse.sql,"
                        + " access/postgres.sql")
                .text(prefix + "ddl-username", "");
        var password = reader.secret(prefix + "ddl-password");
        return username.isEmpty() ? usual : new Login(username, password);
    }

    /** How what is sent to it travels. */
    TlsMode tlsMode() {
        return TlsMode.ofUrl(url);
    }

    @Override
    public String toString() {
        return name;
    }
}
