package io.hindsight.capture.engine;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.debezium.DebeziumComponent;
import org.apache.camel.component.debezium.DebeziumEndpoint;
import org.apache.camel.component.debezium.mysql.configuration.MySqlConnectorEmbeddedDebeziumConfiguration;
import org.apache.camel.support.PropertyBindingSupport;

/** A MySQL server whose changes come in batches; the body is a {@code List<SourceRecord>} in the binlog's order. */
final class DebeziumMySqlBatchEndpoint extends DebeziumEndpoint<MySqlConnectorEmbeddedDebeziumConfiguration> {

    private static final String ADDITIONAL = "additionalProperties.";

    private MySqlConnectorEmbeddedDebeziumConfiguration configuration;

    DebeziumMySqlBatchEndpoint(
            String uri,
            DebeziumComponent<MySqlConnectorEmbeddedDebeziumConfiguration> component,
            MySqlConnectorEmbeddedDebeziumConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new BatchConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Binds the options of stock debezium-mysql; its generated configurer takes no other class than its own. */
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
    public MySqlConnectorEmbeddedDebeziumConfiguration getConfiguration() {
        return configuration;
    }

    @Override
    public void setConfiguration(MySqlConnectorEmbeddedDebeziumConfiguration configuration) {
        this.configuration = configuration;
    }
}
