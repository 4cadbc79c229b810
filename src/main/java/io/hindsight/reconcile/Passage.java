package io.hindsight.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hindsight.settings.Settings;
import io.hindsight.source.SourceDriver;
import io.hindsight.source.SourceOffset;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far changes have come on their way: out of the source's log into Kafka, and out of Kafka into a warehouse. */
final class Passage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long LOOK_MILLIS = 250;

    private final Settings settings;
    private final SourceDriver driver;
    private final Admin admin;

    Passage(Settings settings) {
        this.settings = settings;
        this.driver = SourceDriver.of(settings.source().kind());
        this.admin = Admin.create(settings.kafka().client(Map.of()));
    }

    /** Waits until a warehouse has everything before the place; false when that takes longer than the time given. */
    boolean await(SourceOffset place, String topic, String group, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        try {
            while (captured().filter(stored -> stored.compareTo(place) >= 0).isEmpty()) {
                if (!pause(end)) {
                    return false;
                }
            }
            var there = ends(topic);
            while (!isApplied(there, group)) {
                if (!pause(end)) {
                    return false;
                }
            }
            return true;
        } catch (ExecutionException away) {
            throw new IllegalStateException(
                    "Kafka at " + settings.kafka().brokers() + " doesn't answer: "
                            + away.getCause().getMessage(),
                    away);
        }
    }

    private static boolean pause(long end) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        return System.nanoTime() < end;
    }

    /** The offset that the engine would start from again: all before it is in Kafka. */
    private Optional<SourceOffset> captured() {
        var last = Optional.<SourceOffset>empty();
        var epoch = settings.source().epoch();
        var partition = new TopicPartition(settings.topicNames().offsets(), 0);
        try (var consumer = new KafkaConsumer<>(
                settings.kafka().client(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var message : consumer.poll(POLL)) {
                    var before = last;
                    var stored = stored(message.value());
                    if (stored.has("epoch")) {
                        epoch = stored.path("epoch").asInt();
                    } else if (stored.isMissingNode() || stored.has("snapshot")) {
                        // forgotten, or not all rows have been read yet
                        last = Optional.empty();
                    } else {
                        // an engine that has only begun stores an offset without a place
                        last = driver.offset(stored).or(() -> before);
                    }
                }
            }
        }
        isSameEpoch(epoch);
        return last;
    }

    /** In another one nothing could be put in its place: neither what is there nor what a repair adds. */
    private void isSameEpoch(int captured) {
        if (settings.source().epoch() != captured) {
            throw new IllegalStateException(
                    "hindsight.source.epoch=" + settings.source().epoch() + ", but capture runs with " + captured
                            + ": set hindsight.source.epoch=" + captured + ", or restart capture with the new one");
        }
    }

    private static JsonNode stored(byte[] offset) {
        try {
            return offset == null ? JSON.missingNode() : JSON.readTree(offset);
        } catch (IOException notAnOffset) {
            return JSON.missingNode();
        }
    }

    private Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get().partitions().stream()
                .collect(Collectors.toMap(
                        each -> new TopicPartition(topic, each.partition()), each -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private boolean isApplied(Map<TopicPartition, Long> ends, String group)
            throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            var offset = committed.get(end.getKey());
            return end.getValue() == 0 || offset != null && offset.offset() >= end.getValue();
        });
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
