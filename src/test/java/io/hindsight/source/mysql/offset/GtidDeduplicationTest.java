package io.hindsight.source.mysql.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.capture.CaptureException;
import io.hindsight.history.Message;
import io.hindsight.history.ValueForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** What is told again by another server completes what Kafka has, wherever a batch was broken off. */
class GtidDeduplicationTest {

    private static final int PARTITIONS = 3;
    private static final int IN_TRANSACTION = 4;
    private static final String SERVER = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final Schema SOURCE =
            SchemaBuilder.struct().field("gtid", Schema.STRING_SCHEMA).build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .field("op", Schema.STRING_SCHEMA)
            .field("source", SOURCE)
            .build();

    private final GtidDeduplication sent = new GtidDeduplication(1, SERVER + ":1-10", ValueForm.JSON);

    @Property
    void everyChangeIsThereOnceAndInItsOrder(
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 5) Integer> keys,
            @ForAll @Size(PARTITIONS) List<@IntRange(max = 20) Integer> arrived) {
        var kafka = new ArrayList<Integer>();
        var inPartition = new HashMap<Integer, Integer>();
        for (var change = 0; change < keys.size(); change++) {
            var partition = keys.get(change) % PARTITIONS;
            if (inPartition.merge(partition, 1, Integer::sum) <= arrived.get(partition)) {
                kafka.add(change);
            }
        }
        // those of the run that was broken off, and once more those of the one after it
        for (var change : kafka) {
            sent.note(message(keys.get(change), change));
        }
        for (var change : kafka) {
            sent.note(message(keys.get(change), change));
        }
        for (var change = 0; change < keys.size(); change++) {
            if (!isThere(keys.get(change), change)) {
                kafka.add(change);
            }
        }
        for (var key : keys) {
            assertThat(kafka.stream().filter(change -> keys.get(change).equals(key)))
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .hasSize((int) keys.stream().filter(key::equals).count());
        }
        assertThat(sent.isEmpty()).isTrue();
    }

    @Test
    void aChangeThatIsMissingBeforeOneThatIsThereStopsCapture() {
        sent.note(message(1, 1));
        assertThatThrownBy(() -> isThere(1, 0))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining(gtid(0))
                .hasMessageContaining("hindsight start-over");
    }

    @Test
    void whatTheOffsetTellsOfAndWhatWasSentInThisEpochIsNoneOfIt() {
        sent.note(record(1, 1, "0", SERVER + ":10"));
        sent.note(record(1, 1, "1", SERVER + ":11"));
        assertThat(sent.isEmpty()).isTrue();
        assertThat(sent.gtids()).isEqualTo(SERVER + ":1-10");
        sent.note(record(1, 1, "0", SERVER + ":12"));
        assertThat(sent.gtids()).isEqualTo(SERVER + ":1-10:12-12");
    }

    private boolean isThere(int key, int change) {
        var value = new Struct(ENVELOPE).put("op", "u").put("source", new Struct(SOURCE).put("gtid", gtid(change)));
        return sent.isDuplicate(
                new SourceRecord(null, null, null, null, null, null, ENVELOPE, value),
                "items",
                -1,
                bytes("" + key),
                value("other.000001", change));
    }

    private static ConsumerRecord<byte[], byte[]> message(int key, int change) {
        return record(key, change, "0", gtid(change));
    }

    private static ConsumerRecord<byte[], byte[]> record(int key, int change, String epoch, String gtid) {
        var record = new ConsumerRecord<>("items", key % PARTITIONS, 0, bytes("" + key), value(gtid, change));
        record.headers().add(Message.EPOCH, bytes(epoch));
        return record;
    }

    private static byte[] value(String gtid, int change) {
        return bytes("{\"op\":\"u\",\"after\":{\"v\":" + change + "},\"source\":{\"gtid\":\"" + gtid
                + "\",\"file\":\"binlog.000009\",\"pos\":" + 100 * change + ",\"row\":0}}");
    }

    private static String gtid(int change) {
        return SERVER + ":" + (11 + change / IN_TRANSACTION);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
