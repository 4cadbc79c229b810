package io.hindsight.apply;

import io.hindsight.context.ContextSettings;
import io.hindsight.kafka.Clients;
import java.util.HashMap;
import org.apache.camel.BeanInject;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;

/** Gives Camel's {@code kafka:} Kafka's own properties out of the settings; in a URI their passwords would be seen. */
public final class KafkaClients {

    @BeanInject
    private CamelContext context;

    /** Called when the route files are loaded, before there is a client. */
    public void configure() {
        var properties = new HashMap<>(Clients.patience());
        properties.putAll(ContextSettings.of(context).kafka().properties());
        context.getComponent("kafka", KafkaComponent.class).getConfiguration().setAdditionalProperties(properties);
    }
}
