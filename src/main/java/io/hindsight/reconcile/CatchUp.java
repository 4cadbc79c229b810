package io.hindsight.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.kafka.ApplyGroup;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.kafka.Notes;
import io.hindsight.kafka.TopicFollower;
import io.hindsight.kafka.TopicNames;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import io.hindsight.table.TableDeclaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until changes have come all their way: out of the source's log into Kafka, and out of Kafka into a
 * warehouse.
 */
public final class CatchUp implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 250;

    private final Settings settings;
    private final SourceDriver driver;
    private final TopicFollower offsets;
    private final KafkaAdmin kafka;
    /** The offset that the engine has stored last, in the order of its topic; null for none. */
    private SourceOffset captured;

    private int epoch;

    public CatchUp(Settings settings) {
        this.settings = settings;
        this.offsets =
                new TopicFollower(settings, "check", TopicNames.of(settings).offsets());
        this.driver = SourceDriver.of(settings.source().kind());
        this.kafka = new KafkaAdmin(settings, "check");
        begin();
    }

    /** Waits until a warehouse has every change of a table before the place; false when that takes longer than the time given. */
    boolean await(SourceOffset place, TableDeclaration table, String warehouse, Duration timeout)
            throws InterruptedException {
        var end = System.nanoTime() + timeout.toNanos();
        return awaitCaptured(place, end) && awaitApplied(table, warehouse, end);
    }

    /** Waits until Kafka has every change before the place; false when that isn't so at the end, a moment of {@link System#nanoTime}. */
    public boolean awaitCaptured(SourceOffset place, long end) throws InterruptedException {
        while (captured().filter(stored -> stored.compareTo(place) >= 0).isEmpty()) {
            if (!pause(end)) {
                return false;
            }
        }
        return true;
    }

    /** Waits until a warehouse has every change of a table that Kafka has now; false when that isn't so at the end. */
    public boolean awaitApplied(TableDeclaration table, String warehouse, long end) throws InterruptedException {
        var there = kafka.ends(kafka.partitions(List.of(table.topic(settings.name()))));
        while (!isApplied(there, table, warehouse)) {
            if (!pause(end)) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause(long end) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        return System.nanoTime() < end;
    }

    /** The offset that the engine would start from again: all before it is in Kafka. */
    private Optional<SourceOffset> captured() {
        offsets.readOn(this::begin, this::note);
        isSameEpoch(epoch);
        return Optional.ofNullable(captured);
    }

    private void begin() {
        captured = null;
        epoch = settings.source().epoch();
    }

    private void note(ConsumerRecord<byte[], byte[]> message) {
        if (Notes.isNote(new String(message.key(), StandardCharsets.UTF_8))) {
            return;
        }
        var stored = stored(message.value());
        if (stored.has("epoch")) {
            epoch = stored.path("epoch").asInt();
        } else if (stored.isMissingNode() || stored.has("snapshot")) {
            // forgotten, or not all rows have been read yet
            captured = null;
        } else {
            // an engine that has only begun stores an offset without a place
            driver.offset(stored).ifPresent(place -> captured = place);
        }
    }

    /** In another one nothing could be put in its place: neither what is there nor what a repair adds. */
    private void isSameEpoch(int stored) {
        if (settings.source().epoch() != stored) {
            throw new IllegalStateException(
                    "hindsight.source.epoch=" + settings.source().epoch() + ", but capture runs with " + stored
                            + ": set hindsight.source.epoch=" + stored + ", or restart capture with the new one");
        }
    }

    private static JsonNode stored(byte[] offset) {
        try {
            return offset == null ? JSON.missingNode() : JSON.readTree(offset);
        } catch (IOException notAnOffset) {
            return JSON.missingNode();
        }
    }

    private boolean isApplied(Map<TopicPartition, Long> ends, TableDeclaration table, String warehouse) {
        var group = ApplyGroup.of(settings, table, warehouse).name();
        var committed = kafka.committed(List.of(group)).get(group);
        return ends.entrySet().stream().allMatch(end -> {
            var done = committed.get(end.getKey());
            return end.getValue() == 0 || ApplyGroup.isOf(table, done) && done.offset() >= end.getValue();
        });
    }

    @Override
    public void close() {
        offsets.close();
        kafka.close();
    }
}
