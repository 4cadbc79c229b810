package io.hindsight.testing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A change event as Debezium's MySQL connector writes it.
 *
 * @param key columns of the row's key; null for a truncate
 * @param before the row before, null where there is none
 * @param after the row after, null where there is none
 */
public record DebeziumChange(
        String database,
        String table,
        char op,
        long position,
        int row,
        Instant committed,
        Map<String, ?> key,
        Map<String, ?> before,
        Map<String, ?> after) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The message's key; null for a truncate. */
    public byte[] keyBytes() {
        return key == null ? null : json(key);
    }

    /** The message's value. */
    public byte[] valueBytes() {
        return json(envelope());
    }

    private Map<String, Object> envelope() {
        var source = new LinkedHashMap<String, Object>();
        source.put("version", "3.4.0.Final");
        source.put("connector", "mysql");
        source.put("name", "test");
        source.put("ts_ms", committed.toEpochMilli());
        source.put("snapshot", op == 'r' ? "true" : "false");
        source.put("db", database);
        source.put("sequence", null);
        source.put("ts_us", ChronoUnit.MICROS.between(Instant.EPOCH, committed));
        source.put("table", table);
        source.put("server_id", 1);
        source.put("gtid", null);
        source.put("file", "binlog.000001");
        source.put("pos", position);
        source.put("row", row);
        source.put("thread", null);
        source.put("query", null);
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("before", before);
        envelope.put("after", after);
        envelope.put("source", source);
        envelope.put("transaction", null);
        envelope.put("op", String.valueOf(op));
        envelope.put("ts_ms", committed.toEpochMilli());
        return envelope;
    }

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
