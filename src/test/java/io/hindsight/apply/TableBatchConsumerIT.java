package io.hindsight.apply;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Which messages make a batch, and when it comes again. */
class TableBatchConsumerIT extends ConsumedTables {

    private static final int MESSAGES = 10;
    private static final int BYTES = 400_000;

    @Test
    void aBatchIsOfOneTableAndHasBytesEnough() {
        send(orders, MESSAGES, BYTES);
        send(parcels, 1, 1);
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            var read = new HashMap<String, Integer>();
            while (read.values().stream().mapToInt(each -> each).sum() < MESSAGES + 1) {
                var batch = batch(consumer);
                assertThat(batch.messages()).hasSizeBetween(1, 8);
                assertThat(batch.messages()).allMatch(each -> each.topic().equals(batch.topic()));
                read.merge(batch.topic(), batch.messages().size(), Integer::sum);
                batch.commit();
            }
            assertThat(read).isEqualTo(Map.of(orders.name(), MESSAGES, parcels.name(), 1));
        }
    }

    @Test
    void whatCompressesWellIsNoLargerBatch() {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        TestServers.kafka().bootstrapServers(),
                        "compression.type",
                        "zstd",
                        "linger.ms",
                        "1000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            IntStream.range(0, 30 * MESSAGES)
                    .forEach(each -> producer.send(new ProducerRecord<>(orders.name(), new byte[BYTES])));
        }
        try (var consumer = consumer(new BatchLimits(10_000, 1_000_000, WAIT))) {
            assertThat(batch(consumer).messages()).hasSizeLessThan(25);
        }
    }

    @Test
    void aBatchHasNoMoreMessagesThanItsSize() {
        send(orders, MESSAGES, 10);
        try (var consumer = consumer(new BatchLimits(7, 100_000_000, WAIT))) {
            for (var read = 0; read < MESSAGES; ) {
                var batch = batch(consumer);
                assertThat(batch.messages()).hasSizeLessThanOrEqualTo(7);
                read += batch.messages().size();
                batch.commit();
            }
        }
    }

    @Test
    void aBatchThatIsNotCommittedComesAgainAndHoldsUpNoOtherTable() {
        send(orders, 3, 10);
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            var failed = batch(consumer);
            send(parcels, 2, 10);
            var other = batch(consumer);
            assertThat(other.topic()).isEqualTo(parcels.name());
            other.commit();
            for (var tries = 0; tries < 3; tries++) {
                var again = batch(consumer);
                assertThat(offsets(again)).isEqualTo(offsets(failed));
            }
            var last = batch(consumer);
            last.commit();
            assertThat(offsets(last)).isEqualTo(List.of(0L, 1L, 2L));
            assertThat(consumer.poll(POLL)).isEmpty();
        }
    }

    @Test
    void aBatchThatFailedTwiceIsTriedAgainWithFewMessages() {
        send(orders, 100, 10);
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            assertThat(batch(consumer).messages()).as("the first").hasSizeGreaterThan(50);
            assertThat(batch(consumer).messages()).as("the second").hasSizeGreaterThan(50);
            assertThat(batch(consumer).messages()).as("the third").hasSizeLessThanOrEqualTo(5);
            var sizes = new ArrayList<Integer>();
            for (var read = 0; read < 100; read += sizes.get(sizes.size() - 1)) {
                var batch = batch(consumer);
                assertThat(batch.messages().get(0).offset()).isEqualTo(read);
                sizes.add(batch.messages().size());
                batch.commit();
            }
            assertThat(sizes).as("more with each success").hasSizeBetween(3, 8);
        }
    }

    @Test
    void whatABatchWaitedForIsThereSoThatAllOfItComesAgain() {
        send(orders, 100, 10);
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            assertThat(batch(consumer).messages()).hasSizeGreaterThan(50);
            tables.get(orders.name()).wakeUp();
            assertThat(batch(consumer).messages()).hasSizeGreaterThan(50);
        }
    }

    @Test
    void aTableThatAPersonHasPausedIsNotReadUntilItIsResumed() {
        try (var consumer = consumer(new BatchLimits(100, 1_000_000, WAIT))) {
            tables.get(orders.name()).pause();
            send(orders, 3, 10);
            send(parcels, 1, 10);
            var other = batch(consumer);
            assertThat(other.topic()).isEqualTo(parcels.name());
            other.commit();
            for (var polls = 0; polls < 5; polls++) {
                assertThat(consumer.poll(POLL)).isEmpty();
            }
            tables.get(orders.name()).resume();
            assertThat(offsets(batch(consumer))).isEqualTo(List.of(0L, 1L, 2L));
        }
    }

    @Test
    void whoseThreadDoesNotComeBackIsSilent() {
        var consumers = consumers(new BatchLimits(100, 1_000_000, WAIT), Duration.ofSeconds(2));
        assertThat(consumers.areSilent()).as("before there is one").isFalse();
        try (var consumer = subscribed(consumers)) {
            consumer.poll(POLL);
            assertThat(consumers.areSilent()).isFalse();
            await().until(consumers::areSilent);
            consumer.poll(POLL);
            assertThat(consumers.areSilent()).isFalse();
            await().until(consumers::areSilent);
        }
        assertThat(consumers.areSilent()).as("when it is closed").isFalse();
    }
}
