package io.hindsight.capture;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
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

    private RawEngine(
            JdbcServer mySql, String database, Consumer<List<SourceRecord>> batches, Map<String, String> stores) {
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
        engine = DebeziumEngine.create(Connect.class)
                .using(properties)
                .notifying((events, committer) -> {
                    batches.accept(events.stream().map(ChangeEvent::value).toList());
                    for (var event : events) {
                        committer.markProcessed(event);
                    }
                    committer.markBatchFinished();
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
