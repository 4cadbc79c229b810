package io.hindsight.kafka;

import io.hindsight.limits.TimeLimits;
import io.hindsight.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the clients of a pipeline's Kafka. Each has an id of its own, {@code <pipeline>-<purpose>-<number>}, by which the
 * brokers' logs and quotas know it, and gives a question up that hasn't been answered in ten seconds.
 */
public final class Clients {

    private static final int TIMEOUT_MILLIS = (int) TimeLimits.KAFKA.toMillis();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Clients() {}

    static Admin admin(Settings settings, String purpose) {
        return Admin.create(options(settings, purpose, asking()));
    }

    /** Makes a consumer that is told what to read, and where to begin. */
    public static Consumer<byte[], byte[]> reader(Settings settings, String purpose, Map<String, ?> more) {
        var options = asking();
        options.putAll(more);
        return member(settings, purpose, options);
    }

    /**
     * Makes a consumer for a group's member; how long a group takes to agree is no part of the limit. It neither commits by
     * itself nor makes a topic by reading it.
     */
    public static Consumer<byte[], byte[]> member(Settings settings, String purpose, Map<String, ?> more) {
        var options = new HashMap<String, Object>();
        options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        options.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        options.putAll(more);
        return new KafkaConsumer<>(
                options(settings, purpose, options), new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public void close() {
                // it has committed what is to be, and a Kafka that hangs would be waited for
                close(Duration.ZERO);
            }
        };
    }

    /** Makes a producer that takes the largest change that the settings allow. */
    static Producer<byte[], byte[]> producer(Settings settings, String purpose) {
        var kafka = settings.kafka();
        var options = Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                kafka.largestMessage(),
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                kafka.buffer(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                TIMEOUT_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) TimeLimits.DELIVERY.toMillis());
        return new KafkaProducer<>(
                options(settings, purpose, options), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Makes the producer of a route, by the route's own options. At its end it doesn't wait for what Kafka hasn't taken:
     * whoever sent it has been told so, or is ended too, and sends it again.
     */
    public static Producer<byte[], byte[]> ofRoute(Properties options) {
        return new KafkaProducer<>(options) {
            @Override
            public void close() {
                close(Duration.ZERO);
            }
        };
    }

    private static Map<String, Object> asking() {
        return new HashMap<>(Map.of(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
    }

    /** Gives how long a client waits for a connection, and for an answer by it, as properties of any client of Kafka. */
    public static Map<String, Object> patience() {
        return Map.of(
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) TimeLimits.BROKER.toMillis(),
                CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, TimeLimits.CONNECTING.toMillis(),
                CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, TimeLimits.KAFKA.toMillis());
    }

    /** A number, because two clients of one id can't both be seen in JMX. */
    private static Map<String, Object> options(Settings settings, String purpose, Map<String, ?> options) {
        var all = settings.kafka().client(options);
        patience().forEach(all::putIfAbsent);
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, settings.name() + "-" + purpose + "-" + NUMBER.incrementAndGet());
        return all;
    }
}
