package io.hindsight.capture.offset;

import io.debezium.embedded.KafkaConnectUtil;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.KafkaOffsetBackingStore;
import org.apache.kafka.connect.util.SharedTopicAdmin;

/**
 * How far capture has come, in a Kafka topic, as Kafka Connect stores it. With the store its admin client ends, too:
 * Debezium leaves the one that it makes for Connect's own store behind, with a thread, each time that an engine is
 * started again.
 */
public final class KafkaOffsets extends KafkaOffsetBackingStore {

    private static final String CLIENT = "debezium-server";

    private final AtomicReference<SharedTopicAdmin> admin;

    /** Called by Debezium, by the name of this class. */
    public KafkaOffsets() {
        this(new AtomicReference<>());
    }

    private KafkaOffsets(AtomicReference<SharedTopicAdmin> admin) {
        super(() -> admin.get().topicAdmin(), () -> CLIENT, KafkaConnectUtil.converterForOffsetStore());
        this.admin = admin;
    }

    @Override
    public void configure(WorkerConfig config) {
        var properties = new HashMap<>(config.originals());
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT + "shared-admin");
        admin.set(new SharedTopicAdmin(properties));
        super.configure(config);
    }

    @Override
    public void stop() {
        try {
            super.stop();
        } finally {
            admin.get().close(Duration.ZERO);
        }
    }
}
