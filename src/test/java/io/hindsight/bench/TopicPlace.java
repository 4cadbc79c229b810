package io.hindsight.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a consumer of a topic gets, from now on; its keys hold one number. */
final class TopicPlace implements Freshness.Place, AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private long last;

    TopicPlace(String brokers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @Override
    public long last() {
        for (var change : consumer.poll(PAUSE)) {
            last = Math.max(
                    last, Long.parseLong(new String(change.key(), StandardCharsets.UTF_8).replaceAll("\\D", "")));
        }
        return last;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
