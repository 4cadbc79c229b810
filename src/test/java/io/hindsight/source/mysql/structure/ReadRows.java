package io.hindsight.source.mysql.structure;

import static io.hindsight.testing.Await.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.data.Envelope;
import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.hindsight.source.mysql.engine.ZeroDates;
import io.hindsight.source.mysql.snapshot.MariaDbSnapshotDriver;
import io.hindsight.source.mysql.snapshot.SnapshotDriver;
import io.hindsight.testing.JdbcServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** The rows of a database as an engine tells them last, with the capture route's settings and nothing behind it. */
final class ReadRows implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<String, Map<String, Object>> rows = new ConcurrentHashMap<>();
    private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
    private volatile boolean isSnapshotOver;
    private volatile Throwable failure;

    /** @param connector ours, or Debezium's own */
    ReadRows(JdbcServer server, boolean isMariaDb, String connector, String database) {
        var number = NUMBER.incrementAndGet();
        var properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("name", "read"),
                Map.entry("connector.class", connector),
                Map.entry("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore"),
                Map.entry("schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory"),
                Map.entry("database.hostname", server.host()),
                Map.entry("database.port", String.valueOf(server.port())),
                Map.entry("database.user", server.username()),
                Map.entry("database.password", server.password()),
                Map.entry("database.server.id", String.valueOf(7000 + number)),
                // of two engines at a time, which else would have the same beans
                Map.entry("topic.prefix", "read" + number),
                Map.entry("database.include.list", database),
                Map.entry("schema.history.internal.store.only.captured.databases.ddl", "true"),
                Map.entry("table.include.list", database + "\\..*"),
                Map.entry("tombstones.on.delete", "false"),
                Map.entry("bigint.unsigned.handling.mode", "precise"),
                Map.entry("enable.time.adjuster", "false"),
                Map.entry("event.converting.failure.handling.mode", "fail"),
                Map.entry("converters", "zeroDates"),
                Map.entry("zeroDates.type", ZeroDates.class.getName())));
        properties.put("inconsistent.schema.handling.mode", "fail");
        properties.put("column.propagate.source.type", "(?s).*");
        properties.put("poll.interval.ms", "20");
        properties.put("skipped.operations", "none");
        if (isMariaDb) {
            MariaDbSnapshotDriver.register();
            properties.put("driver." + MariaDbSnapshotDriver.MARK, "true");
            properties.put("database.protocol", "jdbc:mariadb");
            properties.put("database.ssl.mode", "disable");
            properties.put("sourceinfo.struct.maker", "io.debezium.connector.mariadb.MariaDbSourceInfoStructMaker");
            properties.put("column.exclude.list", ".*\\.DB_ROW_HASH_\\d+");
        } else {
            properties.put("database.jdbc.driver", SnapshotDriver.class.getName());
            properties.put("database.ssl.mode", "disabled");
        }
        engine = DebeziumEngine.create(Connect.class)
                .using(properties)
                .notifying((events, committer) -> {
                    for (var event : events) {
                        take(event.value());
                        committer.markProcessed(event);
                    }
                    committer.markBatchFinished();
                })
                .using((success, message, error) ->
                        failure = error == null ? new IllegalStateException("ended: " + message) : error)
                .build();
        thread.execute(engine);
    }

    private void take(SourceRecord record) {
        if (!Envelope.isEnvelopeSchema(record.valueSchema())) {
            return;
        }
        var value = (Struct) record.value();
        var source = value.getStruct("source");
        var table = source.getString("table");
        var before = value.getStruct("before");
        var after = value.getStruct("after");
        if (before == null && after == null) {
            rows.keySet().removeIf(row -> row.startsWith(table + "/"));
        }
        if (before != null) {
            var row = row(before);
            rows.remove(table + "/" + row.get("id"));
            if (after == null) {
                rows.put(table + "#" + row.get("id"), row);
            }
        }
        if (after != null) {
            var row = row(after);
            rows.put(table + "/" + row.get("id"), row);
            // each version of a row that has a number of its own
            if (row.containsKey("step")) {
                rows.putIfAbsent(table + "@" + row.get("step"), row);
            }
        }
        var snapshot = source.getString("snapshot");
        isSnapshotOver |= "last".equals(snapshot) || "false".equals(snapshot) || snapshot == null;
    }

    private static Map<String, Object> row(Struct image) {
        var row = new TreeMap<String, Object>();
        image.schema()
                .fields()
                .forEach(field -> row.put(field.name(), plain(field.schema(), image.getWithoutDefault(field.name()))));
        return row;
    }

    private static Object plain(Schema schema, Object value) {
        if (value instanceof ByteBuffer bytes) {
            var copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Struct struct) {
            var parts = new TreeMap<String, Object>();
            struct.schema()
                    .fields()
                    .forEach(field -> parts.put(field.name(), plain(field.schema(), struct.get(field))));
            return parts;
        }
        if (value instanceof String text && "io.debezium.data.Json".equals(schema.name())) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException noJson) {
                return text;
            }
        }
        return value == null ? "NULL" : value;
    }

    /** Waits for the rows of a snapshot. */
    ReadRows snapshot() {
        await().until(() -> isSnapshotOver || failure != null);
        return this;
    }

    /** Waits for a row, after which no other comes. */
    Map<String, Map<String, Object>> until(String row) {
        await().until(() -> rows.containsKey(row) || failure != null);
        return new TreeMap<>(rows);
    }

    /** Null while it runs. */
    Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (IOException | IllegalStateException ended) {
            // as it should be
        }
        thread.shutdown();
    }
}
