package io.hindsight.capture.engine;

import io.hindsight.settings.Settings;
import io.hindsight.settings.TrustStore;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the engine speaks with MySQL and Kafka, where that is more than a name and a port; not for a URI, which is shown. */
final class ServerAccess {

    private ServerAccess() {}

    /** Debezium's properties for it: its offsets take Kafka's own as they are, its schema history by a prefix. */
    static Map<String, String> properties(Settings settings) {
        var properties = new LinkedHashMap<String, String>();
        if (!settings.source().trustStore().isEmpty()) {
            properties.put("database.ssl.truststore", settings.source().trustStore());
            properties.put("database.ssl.truststore.password", TrustStore.PASSWORD);
        }
        settings.kafka().properties().forEach((key, value) -> {
            properties.put(key, value);
            properties.put("schema.history.internal.producer." + key, value);
            properties.put("schema.history.internal.consumer." + key, value);
        });
        return properties;
    }
}
