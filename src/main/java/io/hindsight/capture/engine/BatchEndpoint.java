package io.hindsight.capture.engine;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.debezium.DebeziumComponent;
import org.apache.camel.component.debezium.DebeziumEndpoint;
import org.apache.camel.component.debezium.configuration.EmbeddedDebeziumConfiguration;
import org.apache.camel.support.PropertyBindingSupport;

/** Brings a server's changes in batches; the body is a {@code List<SourceRecord>} in the order of the server's log. */
public final class BatchEndpoint<C extends EmbeddedDebeziumConfiguration> extends DebeziumEndpoint<C> {

    private static final String ADDITIONAL = "additionalProperties.";

    private final SourceCapture source;
    private C configuration;

    /** @param configuration of the connector, to be filled */
    public BatchEndpoint(String uri, DebeziumComponent<C> component, C configuration, SourceCapture source) {
        super(uri, component);
        this.configuration = configuration;
        this.source = source;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new BatchConsumer(this, source, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Binds the options of the stock endpoint; its generated configurer takes no other class than its own. */
    @Override
    public void configureProperties(Map<String, Object> options) {
        var debezium = new HashMap<>(options);
        debezium.keySet().removeIf(name -> name.startsWith(ADDITIONAL));
        var offered = Map.copyOf(debezium);
        PropertyBindingSupport.build().withIgnoreCase(true).bind(getCamelContext(), configuration, debezium);
        offered.keySet().stream().filter(name -> !debezium.containsKey(name)).forEach(options::remove);
        super.configureProperties(options);
    }

    @Override
    public C getConfiguration() {
        return configuration;
    }

    @Override
    public void setConfiguration(C configuration) {
        this.configuration = configuration;
    }
}
