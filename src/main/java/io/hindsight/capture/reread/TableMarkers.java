package io.hindsight.capture.reread;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.history.Message;
import io.hindsight.kafka.Sender;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Says something of a whole table to all partitions of its topics, for each holds keys that it is about. */
public final class TableMarkers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;

    public TableMarkers(Settings settings) {
        this.settings = settings;
    }

    /**
     * Returns when Kafka has it.
     *
     * @param op as in {@link io.hindsight.history.Envelope}
     * @param place in the source's log, as a change's source block says it
     */
    public void send(TableName table, char op, ObjectNode place, Instant at) {
        var value = bytes(envelope(table, op, place, at));
        var topics = settings.tables().stream()
                .filter(declared -> declared.source().equals(table))
                .map((TableDeclaration declared) -> declared.topic(settings.name()))
                .distinct()
                .toList();
        try (var sender = new Sender(settings, "beginning")) {
            for (var topic : topics) {
                for (var partition = 0; partition < sender.partitions(topic); partition++) {
                    var message = new ProducerRecord<byte[], byte[]>(topic, partition, null, value);
                    message.headers()
                            .add(
                                    Message.EPOCH,
                                    String.valueOf(settings.source().epoch()).getBytes(StandardCharsets.US_ASCII));
                    sender.send(message);
                }
            }
            sender.awaitAll();
        }
    }

    private ObjectNode envelope(TableName table, char op, ObjectNode place, Instant at) {
        var envelope = JSON.createObjectNode();
        envelope.putNull("before").putNull("after");
        var source = envelope.putObject("source")
                .put("connector", "hindsight-reread")
                .put("name", settings.name())
                .put("snapshot", "false")
                .put("ts_ms", at.toEpochMilli())
                .put("ts_us", ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .put("db", table.database())
                .put("table", table.table());
        source.setAll(place);
        return envelope.put("op", String.valueOf(op)).put("ts_ms", at.toEpochMilli());
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
