package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import java.util.List;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of a pipeline; those that exist are left as they are. */
public final class Topics implements AutoCloseable {

    private final Settings settings;
    private final KafkaAdmin kafka;

    public Topics(Settings settings) {
        this.settings = settings;
        this.kafka = new KafkaAdmin(settings, "topics");
    }

    /**
     * Creates the topics that aren't there.
     *
     * @throws KafkaFailure if Kafka doesn't answer or refuses
     */
    public void create() {
        var wanted = new PipelineTopics(settings).all();
        kafka.admin().createTopics(wanted).values().forEach((topic, created) -> {
            try {
                KafkaAdmin.answer(
                        "topic " + topic + " can't be created at "
                                + settings.kafka().brokers(),
                        created);
            } catch (KafkaFailure refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw refused;
                }
            }
        });
    }

    /** Counts the partitions of a topic as it is now. */
    public int partitions(String topic) {
        return kafka.partitions(List.of(topic)).size();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
