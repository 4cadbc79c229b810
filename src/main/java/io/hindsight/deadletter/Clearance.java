package io.hindsight.deadletter;

import io.hindsight.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Takes chosen letters out of the dead-letter topic. An offset can only say that all before it is done: so letters in
 * between that weren't chosen are put at the topic's end again, as they are. The offset follows when Kafka has
 * everything, so that a crash at any place leaves copies at worst, which are known as such.
 */
final class Clearance implements AutoCloseable {

    /** What a chosen letter becomes. */
    @FunctionalInterface
    interface Successor {
        /** The message to send in its place; empty for none. */
        Optional<ProducerRecord<byte[], byte[]>> of(Letter letter, Producer<byte[], byte[]> producer);
    }

    private static final int PATIENCE_MILLIS = 10_000;

    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Clearance(KafkaSettings kafka) {
        this.producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        kafka.largestMessage(),
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        kafka.buffer(),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        3 * PATIENCE_MILLIS)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Deals with the chosen letters and gives their number, a letter with copies being one. */
    int clear(DeadLetters letters, Predicate<Letter> chosen, Successor successor) {
        var next = new HashMap<TopicPartition, Long>();
        letters.each(letter -> {
            if (chosen.test(letter)) {
                next.put(partition(letter), letter.message().offset() + 1);
            }
        });
        var done = new HashSet<String>();
        var kept = new HashSet<String>();
        letters.each(letter -> {
            if (letter.message().offset() >= next.getOrDefault(partition(letter), 0L)) {
                return;
            }
            if (!chosen.test(letter)) {
                if (kept.add(letter.identity())) {
                    send(again(letter));
                }
            } else if (done.add(letter.identity())) {
                successor.of(letter, producer).ifPresent(this::send);
            }
        });
        producer.flush();
        check();
        if (!next.isEmpty()) {
            letters.dealtWith(next);
        }
        return done.size();
    }

    private static TopicPartition partition(Letter letter) {
        return new TopicPartition(letter.message().topic(), letter.message().partition());
    }

    private static ProducerRecord<byte[], byte[]> again(Letter letter) {
        var message = letter.message();
        return new ProducerRecord<>(
                message.topic(),
                message.partition(),
                message.timestamp(),
                message.key(),
                message.value(),
                message.headers());
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        check();
        producer.send(message, (place, refused) -> failure.compareAndSet(null, refused));
    }

    private void check() {
        if (failure.get() != null) {
            throw new KafkaException("a message couldn't be sent, all dead letters wait on", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
