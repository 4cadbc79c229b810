package io.hindsight.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.kafka.Sender;
import io.hindsight.settings.Settings;
import io.hindsight.table.CapturedTable;
import io.hindsight.table.Key;
import io.hindsight.table.TableDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends deletes of rows that the source doesn't have any more and that its log didn't speak of: each stands where the
 * log ended when the source was asked, so that whatever comes after it is later.
 */
final class Closings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;

    Closings(Settings settings) {
        this.settings = settings;
    }

    /** Returns when Kafka has them; of a key that several warehouses have too many, the latest counts. */
    void send(CapturedTable table, Collection<Difference> extra) {
        var last = new LinkedHashMap<Key, Difference>();
        extra.forEach(each -> last.merge(each.key(), each, Closings::later));
        try (var sender = new Sender(settings, "check")) {
            last.values().forEach(each -> topics(table).forEach(topic -> sender.send(message(topic, table, each))));
            sender.awaitAll();
        }
    }

    private static Difference later(Difference one, Difference other) {
        var seq = one.lastChange().compareTo(other.lastChange()) > 0 ? one.lastChange() : other.lastChange();
        var place = one.looked().compareTo(other.looked()) > 0 ? one.looked() : other.looked();
        return new Difference(one.kind(), one.key(), seq, place);
    }

    private Stream<String> topics(CapturedTable table) {
        return settings.tables().stream()
                .filter(other -> other.source().equals(table.source()))
                .map((TableDeclaration other) -> other.topic(settings.name()))
                .distinct();
    }

    private ProducerRecord<byte[], byte[]> message(String topic, CapturedTable table, Difference extra) {
        var key = KeyJson.of(table, extra.key());
        var message = new ProducerRecord<>(topic, bytes(key), bytes(envelope(table, key, extra)));
        message.headers()
                .add(
                        "hindsight.epoch",
                        String.valueOf(settings.source().epoch()).getBytes(StandardCharsets.US_ASCII));
        return message;
    }

    /** What the row was isn't known any more, but its key. */
    private ObjectNode envelope(CapturedTable table, ObjectNode key, Difference extra) {
        var now = Instant.now();
        var envelope = JSON.createObjectNode();
        envelope.set("before", key);
        envelope.putNull("after");
        var source = envelope.putObject("source")
                .put("connector", "hindsight-check")
                .put("name", settings.name())
                .put("snapshot", "false")
                .put("ts_ms", now.toEpochMilli())
                .put("ts_us", ChronoUnit.MICROS.between(Instant.EPOCH, now))
                .put("db", table.source().database())
                .put("table", table.source().table());
        if (!table.source().schema().isEmpty()) {
            source.put("schema", table.source().schema());
        }
        source.setAll(extra.looked().after(extra.lastChange(), settings.source().epoch()));
        return envelope.put("op", "d").put("ts_ms", now.toEpochMilli());
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
