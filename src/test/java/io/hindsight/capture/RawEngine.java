package io.hindsight.capture;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.hindsight.settings.SourceKind;
import io.hindsight.source.mysql.connector.MySqlBinlogConnector;
import io.hindsight.source.mysql.engine.ZeroDates;
import io.hindsight.testing.JdbcServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium alone, with the capture route's settings and nothing behind it. */
public final class RawEngine implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;

    /** An engine that remembers nothing when it ends. */
    public RawEngine(JdbcServer mySql, String database, Consumer<List<SourceRecord>> batches) {
        this(
                mySql,
                database,
                batches,
                Map.of(
                        "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore",
                        "schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory"));
    }

    /** An engine that keeps its offset and schema history in the directory. */
    public RawEngine(JdbcServer mySql, String database, Consumer<List<SourceRecord>> batches, Path directory) {
        this(
                mySql,
                database,
                batches,
                Map.of(
                        "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore",
                        "offset.storage.file.filename",
                                directory.resolve("offset").toString(),
                        "offset.flush.interval.ms", "1000",
                        "schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory",
                        "schema.history.internal.file.filename",
                                directory.resolve("history").toString()));
    }

    /** An engine of Debezium's own connector for that kind, that keeps its offset in the directory; one directory a slot. */
    public static RawEngine of(
            SourceKind kind, JdbcServer server, String database, Consumer<List<SourceRecord>> batches, Path directory) {
        return kind == SourceKind.POSTGRESQL
                ? new RawEngine(batches, postgres(server, database, directory))
                : new RawEngine(server, database, batches, directory);
    }

    private static Properties postgres(JdbcServer server, String database, Path directory) {
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("name", "raw"),
                Map.entry("connector.class", "io.debezium.connector.postgresql.PostgresConnector"),
                Map.entry("database.hostname", server.host()),
                Map.entry("database.port", String.valueOf(server.port())),
                Map.entry("database.user", server.username()),
                Map.entry("database.password", server.password()),
                Map.entry("database.dbname", database),
                Map.entry("topic.prefix", "raw"),
                Map.entry("plugin.name", "pgoutput"),
                Map.entry("publication.name", database),
                Map.entry("publication.autocreate.mode", "disabled"),
                Map.entry("slot.name", "raw_" + Integer.toHexString(directory.hashCode())),
                Map.entry("table.include.list", "public\\..*"),
                Map.entry("skipped.operations", "none"),
                Map.entry("tombstones.on.delete", "false"),
                Map.entry("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore"),
                Map.entry(
                        "offset.storage.file.filename",
                        directory.resolve("offset").toString()),
                Map.entry("offset.flush.interval.ms", "1000"),
                Map.entry("poll.interval.ms", "20")));
        return properties;
    }

    private RawEngine(
            JdbcServer mySql, String database, Consumer<List<SourceRecord>> batches, Map<String, String> stores) {
        this(batches, mySql(mySql, database, stores));
    }

    private static Properties mySql(JdbcServer mySql, String database, Map<String, String> stores) {
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("name", "raw"),
                Map.entry("connector.class", MySqlBinlogConnector.class.getName()),
                Map.entry("database.hostname", mySql.host()),
                Map.entry("database.port", String.valueOf(mySql.port())),
                Map.entry("database.user", mySql.username()),
                Map.entry("database.password", mySql.password()),
                Map.entry("database.server.id", "99"),
                Map.entry("topic.prefix", "raw"),
                Map.entry("database.include.list", database),
                Map.entry("schema.history.internal.store.only.captured.databases.ddl", "true"),
                Map.entry("table.include.list", database + "\\..*"),
                Map.entry("skipped.operations", "none"),
                Map.entry("tombstones.on.delete", "false"),
                Map.entry("bigint.unsigned.handling.mode", "precise"),
                Map.entry("enable.time.adjuster", "false"),
                Map.entry("event.converting.failure.handling.mode", "fail"),
                Map.entry("converters", "zeroDates"),
                Map.entry("zeroDates.type", ZeroDates.class.getName()),
                Map.entry("column.propagate.source.type", ".*"),
                Map.entry("poll.interval.ms", "20")));
        properties.putAll(stores);
        return properties;
    }

    private RawEngine(Consumer<List<SourceRecord>> batches, Properties properties) {
        engine = DebeziumEngine.create(Connect.class)
                .using(properties)
                .notifying((events, committer) -> {
                    batches.accept(events.stream().map(ChangeEvent::value).toList());
                    for (var event : events) {
                        committer.markProcessed(event);
                    }
                    committer.markBatchFinished();
                })
                .using((success, message, error) -> {
                    if (error != null) {
                        error.printStackTrace();
                    }
                })
                .build();
        thread.execute(engine);
    }

    @Override
    public void close() throws IOException {
        engine.close();
        thread.shutdown();
    }
}
