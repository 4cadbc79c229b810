package io.hindsight.source.mysql.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.shyiko.mysql.binlog.GtidSet;
import io.debezium.connector.mysql.gtid.MySqlGtidSet;
import io.debezium.data.Envelope;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.message.Deduplication;
import io.hindsight.history.Message;
import io.hindsight.history.UnreadableException;
import io.hindsight.history.ValueForm;
import io.hindsight.source.mysql.BinlogOffset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Finds the changes that Kafka has of transactions beyond the stored offset, sent in an earlier epoch: another server tells them
 * again, at other positions. They are known by their GTID, their key, and their turn among the transaction's changes of
 * that key, which a partition has in their order.
 */
public final class GtidDeduplication implements Deduplication {

    /** A key's changes in a transaction; the partition is that of a truncate, which has no key. */
    private record Lane(String gtid, String topic, int partition, ByteBuffer key) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where Kafka has nothing beyond the offset. */
    static final GtidDeduplication NONE = new GtidDeduplication(0, "", ValueForm.JSON);

    private final String epoch;
    private final MySqlGtidSet before;
    private final GtidSet all;
    private final ValueForm form;
    private final Map<Lane, TreeMap<String, UUID>> lanes = new HashMap<>();

    /**
     * Knows of none yet.
     *
     * @param epoch in which changes are sent now
     * @param gtids that the offset tells of
     * @param form what messages were sent in
     */
    GtidDeduplication(int epoch, String gtids, ValueForm form) {
        this.epoch = String.valueOf(epoch);
        this.before = new MySqlGtidSet(gtids);
        this.all = new GtidSet(gtids);
        this.form = form;
    }

    /** Takes a message of a table's topic, if it is one of those. */
    void note(ConsumerRecord<byte[], byte[]> message) {
        var sentIn = message.headers().lastHeader(Message.EPOCH);
        if (message.value() == null || sentIn == null) {
            return;
        }
        var itsEpoch = new String(sentIn.value(), StandardCharsets.US_ASCII);
        var change = read(json(message.value()));
        var source = change.path("source");
        var gtid = source.path("gtid").asText("");
        var op = change.path("op").asText();
        if (itsEpoch.equals(epoch) || gtid.isEmpty() || op.equals("r") || before.contains(gtid)) {
            return;
        }
        all.add(gtid);
        var seq = new BinlogOffset(
                        source.path("file").asText(), source.path("pos").asLong())
                .changeSeq(Integer.parseInt(itsEpoch), source.path("row").asLong());
        lanes.computeIfAbsent(
                        lane(gtid, message.topic(), op, message.partition(), message.key()), lane -> new TreeMap<>())
                .put(seq, content(change));
    }

    /** Of all transactions that Kafka has something of, those before the offset too. */
    String gtids() {
        return all.toString();
    }

    @Override
    public boolean isEmpty() {
        return lanes.isEmpty();
    }

    @Override
    public boolean isDuplicate(SourceRecord change, String topic, int partition, byte[] key, byte[] value) {
        if (lanes.isEmpty()) {
            return false;
        }
        var envelope = (Struct) change.value();
        var gtid = envelope.getStruct(Envelope.FieldName.SOURCE).getString("gtid");
        var op = envelope.getString(Envelope.FieldName.OPERATION);
        var lane = lane(gtid, topic, op, partition, key);
        var waiting = op.equals("r") ? null : lanes.get(lane);
        if (waiting == null) {
            return false;
        }
        if (!waiting.pollFirstEntry().getValue().equals(content(read(value)))) {
            throw new CaptureException("transaction " + gtid + " isn't the same as it was when topic " + topic
                    + " got changes of it" + CaptureException.START_OVER);
        }
        if (waiting.isEmpty()) {
            lanes.remove(lane);
        }
        return true;
    }

    private static Lane lane(String gtid, String topic, String op, int partition, byte[] key) {
        return new Lane(gtid, topic, op.equals("t") ? partition : -1, ByteBuffer.wrap(key == null ? new byte[0] : key));
    }

    private static UUID content(JsonNode change) {
        var content = change.path("op") + "|" + change.path("before") + "|" + change.path("after");
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] json(byte[] value) {
        try {
            return form.json(value);
        } catch (UnreadableException notOurs) {
            return new byte[0];
        }
    }

    private static JsonNode read(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException notOurs) {
            return JSON.missingNode();
        }
    }
}
