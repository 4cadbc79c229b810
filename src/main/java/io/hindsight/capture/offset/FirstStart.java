package io.hindsight.capture.offset;

import io.hindsight.capture.CaptureException;
import io.hindsight.kafka.KafkaAdmin;
import io.hindsight.kafka.TopicNames;
import io.hindsight.settings.Settings;
import org.apache.kafka.common.KafkaException;

/** Finds out whether capture has never begun: a declared table that isn't there is a slip of the pen then. */
public final class FirstStart {

    private FirstStart() {}

    /** Asks Kafka; one that doesn't answer is taken to know of a start. */
    public static boolean isAhead(Settings settings) {
        try (var kafka = new KafkaAdmin(settings, "first-start")) {
            // a topic that isn't there could come to be by being read
            return !kafka.topics().contains(TopicNames.of(settings).offsets()) || new StoredOffset(settings).isEmpty();
        } catch (KafkaException | CaptureException away) {
            return false;
        }
    }
}
