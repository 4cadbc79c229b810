package io.hindsight.source.mysql.engine;

import io.hindsight.capture.engine.BatchEndpoint;
import io.hindsight.capture.engine.ConnectorOptions;
import org.apache.camel.component.debezium.DebeziumComponent;
import org.apache.camel.component.debezium.DebeziumEndpoint;
import org.apache.camel.component.debezium.mysql.configuration.MySqlConnectorEmbeddedDebeziumConfiguration;

/**
 * {@code debezium-mysql-batch:name}: camel-debezium-mysql with all its options, but one exchange for each batch of
 * changes, whose offset is stored only after the route has completed it.
 */
public final class DebeziumMySqlBatchComponent extends DebeziumComponent<MySqlConnectorEmbeddedDebeziumConfiguration> {

    private MySqlConnectorEmbeddedDebeziumConfiguration configuration =
            new MySqlConnectorEmbeddedDebeziumConfiguration();

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        var options = ConnectorOptions.of(getCamelContext());
        configuration.setDatabasePassword(options.password());
        configuration.setTableIncludeList(options.tables());
        configuration.setMessageKeyColumns(options.keys());
    }

    @Override
    protected DebeziumEndpoint<MySqlConnectorEmbeddedDebeziumConfiguration> initializeDebeziumEndpoint(
            String uri, MySqlConnectorEmbeddedDebeziumConfiguration endpointConfiguration) {
        return new BatchEndpoint<>(uri, this, endpointConfiguration, new MySqlCapture());
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
