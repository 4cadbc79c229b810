package io.hindsight.capture.offset;

import io.hindsight.capture.CaptureException;
import io.hindsight.settings.Settings;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Whether capture has never begun: a declared table that isn't there is a slip of the pen then. */
public final class FirstStart {

    private static final int PATIENCE_MILLIS = 10_000;

    private FirstStart() {}

    /** Asks Kafka; one that doesn't answer is taken to know of a start. */
    public static boolean isAhead(Settings settings) {
        var client = settings.kafka()
                .client(Map.of(
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS));
        try (var admin = Admin.create(client)) {
            // a topic that isn't there could come to be by being read
            return !admin.listTopics()
                            .names()
                            .get()
                            .contains(settings.topicNames().offsets())
                    || new StoredOffset(settings).isEmpty();
        } catch (ExecutionException | KafkaException | CaptureException away) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
