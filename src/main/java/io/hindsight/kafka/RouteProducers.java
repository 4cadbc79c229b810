package io.hindsight.kafka;

import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Makes the producers of routes. At their end they don't wait for what Kafka hasn't taken: whoever sent it has been told so,
 * or is ended too, and sends it again.
 */
public final class RouteProducers extends DefaultKafkaClientFactory {

    @Override
    public Producer<byte[], byte[]> getProducer(Properties properties) {
        return new KafkaProducer<>(properties) {
            @Override
            public void close() {
                close(Duration.ZERO);
            }
        };
    }
}
