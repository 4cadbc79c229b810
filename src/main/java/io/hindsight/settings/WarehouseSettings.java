package io.hindsight.settings;

import io.hindsight.warehouse.Dialect;
import io.hindsight.warehouse.Layout;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * A warehouse that tables are kept in.
 *
 * @param name the user's name for it; part of route ids and consumer groups
 * @param url its JDBC address; the database (ClickHouse, StarRocks) or schema must exist
 * @param ddl who makes tables and views; the one who fills them by default
 * @param batchSize changes that are applied at once, at most
 * @param batchBytes of their messages that are enough for a batch; a message that has more is a batch of its own
 * @param batchWait how long a change waits for others, at most
 * @param consumers of Kafka that apply changes to it in this process
 * @param dialect what its engine speaks
 * @param kafkaProperties of the Kafka client of a StarRocks that reads topics itself, by librdkafka's names
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
        Map<String, String> kafkaProperties) {

    private static final String EXAMPLE = "jdbc:clickhouse://localhost:8123/dw";

    static WarehouseSettings read(String name, SettingsReader reader) {
        var prefix = "hindsight.warehouse." + name + ".";
        var url = reader.required(prefix + "url", EXAMPLE);
        var layout = new Layout(
                reader.number(prefix + "buckets", 8, 1, 1_000), reader.number(prefix + "replication", 1, 1, 100));
        var dialect = kind(prefix, url, reader).dialect(layout);
        if (!url.isEmpty() && Wire.ofUrl(url) == Wire.UNSAID) {
            reader.wrong(prefix + "url", "say in the address how to speak with the server", dialect.encryptedUrl());
        }
        return new WarehouseSettings(
                name,
                url,
                reader.text(prefix + "username", "default"),
                reader.secret(prefix + "password"),
                ddl(prefix, reader),
                reader.number(prefix + "batch-size", 10_000, 1, dialect.largestBatch()),
                reader.number(prefix + "batch-bytes", 8_388_608, 1, Integer.MAX_VALUE),
                reader.duration(prefix + "batch-wait", dialect.usualWait()),
                reader.number(prefix + "consumers", dialect.takesOneWriter() ? 1 : 3, 1, 64),
                dialect,
                reader.pairs(prefix + "kafka", "name:value", "security.protocol:sasl_ssl, sasl.username:starrocks"));
    }

    private static WarehouseKind kind(String prefix, String url, SettingsReader reader) {
        var guessed = WarehouseKind.ofUrl(url);
        var fallback = guessed.orElse(WarehouseKind.CLICKHOUSE);
        var said = reader.choice(prefix + "kind", fallback.toString(), WarehouseKind.names());
        if (!url.isEmpty()
                && guessed.isEmpty()
                && reader.text(prefix + "kind", "").isEmpty()) {
            reader.wrong(
                    prefix + "url",
                    "it isn't the JDBC address of ClickHouse, PostgreSQL or StarRocks (jdbc:mysql:…); if it is that of a"
                            + " driver of another name, say in " + prefix + "kind which of them it is",
                    EXAMPLE);
        }
        if (guessed.isPresent() && !said.equals(fallback.toString())) {
            reader.wrong(prefix + "kind", "the address in " + prefix + "url is of " + fallback, fallback.toString());
        }
        return WarehouseKind.valueOf(said.toUpperCase(Locale.ROOT));
    }

    /** A user and his password. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    private static Login ddl(String prefix, SettingsReader reader) {
        var username = reader.text(prefix + "ddl-username", "");
        var password = reader.secret(prefix + "ddl-password");
        return username.isEmpty()
                ? new Login(reader.text(prefix + "username", "default"), reader.secret(prefix + "password"))
                : new Login(username, password);
    }

    /** How what is sent to it travels. */
    Wire wire() {
        return Wire.ofUrl(url);
    }

    @Override
    public String toString() {
        return name;
    }
}
