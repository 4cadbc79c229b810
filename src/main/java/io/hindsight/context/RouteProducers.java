package io.hindsight.context;

import io.hindsight.kafka.Clients;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.Producer;

/** Has Camel take the producers that this pipeline's routes send by; called by the name of this class. */
public final class RouteProducers extends DefaultKafkaClientFactory {

    @Override
    public Producer<byte[], byte[]> getProducer(Properties options) {
        return Clients.ofRoute(options);
    }
}
