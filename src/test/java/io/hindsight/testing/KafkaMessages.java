package io.hindsight.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Text messages in and out of a topic of one partition. */
final class KafkaMessages {
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final Duration POLL = Duration.ofMillis(200);

    private KafkaMessages() {}

    static void createTopic(KafkaServer kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    /** Returns when the message is acknowledged. */
    static void send(KafkaServer kafka, ProducerRecord<String, String> message) throws Exception {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "max.request.size", LARGEST, "buffer.memory", (long)
                        LARGEST);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
            producer.send(message).get();
        }
    }

    /** The values from the beginning of the topic, at least so many. */
    static List<String> values(KafkaServer kafka, String topic, int atLeast) {
        Map<String, Object> configuration = Map.of("bootstrap.servers", kafka.bootstrapServers());
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Await.LONGEST.toNanos();
            while (values.size() < atLeast && System.nanoTime() < deadline) {
                consumer.poll(POLL).forEach(message -> values.add(message.value()));
            }
        }
        return values;
    }
}
