package io.hindsight.capture.message;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/**
 * A message of a list for {@code kafka:}, with its topic, key and partition in fields: a map for each would be dear. Its
 * map has only what becomes a header in Kafka, and many share it.
 */
final class TopicMessage extends DefaultMessage {

    private final String topic;
    private final byte[] key;
    private final Integer partition;
    private final Map<String, Object> headers;

    /**
     * @param key null for none
     * @param partition null for the one that the key gives
     * @param headers those that Kafka keeps, by name
     */
    TopicMessage(
            CamelContext context,
            String topic,
            byte[] key,
            Integer partition,
            Map<String, Object> headers,
            byte[] value) {
        super(context);
        this.topic = topic;
        this.key = key;
        this.partition = partition;
        this.headers = headers;
        setBody(value);
    }

    @Override
    public Object getHeader(String name) {
        return switch (name) {
            case KafkaConstants.OVERRIDE_TOPIC -> topic;
            case KafkaConstants.KEY -> key;
            case KafkaConstants.PARTITION_KEY -> partition;
            default -> null;
        };
    }

    @Override
    public <T> T getHeader(String name, Class<T> type) {
        return type.cast(getHeader(name));
    }

    @Override
    public Map<String, Object> getHeaders() {
        return headers;
    }

    /** Removes nothing, so that a list that is sent again goes to the same topics. */
    @Override
    public Object removeHeader(String name) {
        return getHeader(name);
    }
}
