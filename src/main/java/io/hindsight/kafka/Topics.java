package io.hindsight.kafka;

import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaFuture;
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
     * Creates the topics that aren't there, but for those that Kafka has no name for.
     *
     * @return why Kafka doesn't take the names of some tables' topics
     * @throws KafkaFailure if Kafka doesn't answer or refuses
     */
    public Map<TableDeclaration, String> create() {
        var faults = TableTopics.faults(settings, kafka.topics());
        kafka.admin()
                .createTopics(new PipelineTopics(settings).allBut(faults.keySet()))
                .values()
                .forEach(this::created);
        return faults;
    }

    private void created(String topic, KafkaFuture<?> created) {
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
