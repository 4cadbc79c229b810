package io.hindsight.upgrade;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hindsight.testing.KafkaServer;
import io.hindsight.testing.TestTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Everything in a Kafka: topics, their messages, and how far consumer groups have come. Bytes are text of Latin-1, so that
 * what is text can be read. Times aren't kept: what is as old as the recording would be deleted at once.
 */
record RecordedKafka(List<Topic> topics, List<Message> messages, List<Committed> committed) {

    record Topic(String name, int partitions, Map<String, String> configuration) {}

    record Message(String topic, int partition, String key, String value, Map<String, String> headers) {}

    record Committed(String group, String topic, int partition, long offset, String metadata) {}

    /** Reads all that a Kafka has. */
    static RecordedKafka of(KafkaServer kafka) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var topics = new ArrayList<Topic>();
            var messages = new ArrayList<Message>();
            for (var name : admin.listTopics().names().get().stream().sorted().toList()) {
                var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
                var partitions = admin.describeTopics(List.of(name))
                        .allTopicNames()
                        .get()
                        .get(name)
                        .partitions();
                topics.add(new Topic(
                        name,
                        partitions.size(),
                        own(admin.describeConfigs(List.of(resource)).all().get().get(resource))));
                TestTopic.read(kafka, name, (int)
                                TestTopic.of(kafka, name, partitions.size()).messages())
                        .forEach(each -> messages.add(new Message(
                                name,
                                each.partition(),
                                text(each.key()),
                                text(each.value()),
                                StreamSupport.stream(each.headers().spliterator(), false)
                                        .collect(Collectors.toMap(
                                                header -> header.key(),
                                                header -> text(header.value()),
                                                (one, another) -> another,
                                                TreeMap::new)))));
            }
            return new RecordedKafka(topics, messages, committed(admin));
        }
    }

    private static Map<String, String> own(Config configuration) {
        return configuration.entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(
                        ConfigEntry::name, ConfigEntry::value, (one, another) -> another, TreeMap::new));
    }

    private static List<Committed> committed(Admin admin) throws Exception {
        var committed = new ArrayList<Committed>();
        for (var group : admin.listConsumerGroups().all().get()) {
            admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> committed.add(new Committed(
                            group.groupId(),
                            partition.topic(),
                            partition.partition(),
                            offset.offset(),
                            offset.metadata())));
        }
        return committed.stream()
                .sorted((one, another) -> (one.group + one.topic + one.partition)
                        .compareTo(another.group + another.topic + another.partition))
                .toList();
    }

    /** The same with other values of a topic's messages. */
    RecordedKafka with(String topic, UnaryOperator<Message> other) {
        return new RecordedKafka(
                topics,
                messages.stream()
                        .map(each -> each.topic.equals(topic) ? other.apply(each) : each)
                        .toList(),
                committed);
    }

    /** Brings it all into a Kafka that has none of these topics. */
    void restore(KafkaServer kafka) throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var admin = Admin.create(client);
                var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(topics.stream()
                            .map(topic ->
                                    new NewTopic(topic.name, topic.partitions, (short) 1).configs(topic.configuration))
                            .toList())
                    .all()
                    .get();
            for (var message : messages) {
                var record = new ProducerRecord<>(
                        message.topic, message.partition, bytes(message.key), bytes(message.value));
                message.headers.forEach((key, value) -> record.headers().add(new RecordHeader(key, bytes(value))));
                producer.send(record).get();
            }
            for (var group : committed.stream()
                    .collect(Collectors.groupingBy(Committed::group))
                    .entrySet()) {
                admin.alterConsumerGroupOffsets(
                                group.getKey(),
                                group.getValue().stream()
                                        .collect(Collectors.toMap(
                                                each -> new TopicPartition(each.topic, each.partition),
                                                each -> new OffsetAndMetadata(each.offset, each.metadata))))
                        .all()
                        .get();
            }
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(ISO_8859_1);
    }
}
