package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends messages to Kafka, and knows whether Kafka has all of them. */
public final class Sender implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param purpose of it, a part of the client's id */
    public Sender(Settings settings, String purpose) {
        this.producer = Clients.producer(settings, purpose);
    }

    /** Begins to send a message; fails when one before it has been refused. */
    public void send(ProducerRecord<byte[], byte[]> message) {
        check();
        producer.send(message, (place, refused) -> failure.compareAndSet(null, refused));
    }

    /** Returns when Kafka has every message; fails when it has refused one. */
    public void awaitAll() {
        producer.flush();
        check();
    }

    /** Counts the partitions of a topic. */
    public int partitions(String topic) {
        return producer.partitionsFor(topic).size();
    }

    private void check() {
        if (failure.get() != null) {
            throw new KafkaFailure("Kafka doesn't take a message", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
