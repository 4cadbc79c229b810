package io.hindsight.source.postgresql.engine;

import io.hindsight.capture.engine.BatchEndpoint;
import io.hindsight.capture.engine.ConnectorOptions;
import org.apache.camel.component.debezium.DebeziumComponent;
import org.apache.camel.component.debezium.DebeziumEndpoint;
import org.apache.camel.component.debezium.postgres.configuration.PostgresConnectorEmbeddedDebeziumConfiguration;

/**
 * {@code debezium-postgres-batch:name}: camel-debezium-postgres with all its options, but one exchange for each batch of
 * changes, whose offset is stored only after the route has completed it.
 */
public final class DebeziumPostgresBatchComponent
        extends DebeziumComponent<PostgresConnectorEmbeddedDebeziumConfiguration> {

    private PostgresConnectorEmbeddedDebeziumConfiguration configuration =
            new PostgresConnectorEmbeddedDebeziumConfiguration();

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        var options = ConnectorOptions.of(getCamelContext());
        configuration.setDatabasePassword(options.password());
        configuration.setTableIncludeList(options.tables());
        configuration.setMessageKeyColumns(options.keys());
    }

    @Override
    protected DebeziumEndpoint<PostgresConnectorEmbeddedDebeziumConfiguration> initializeDebeziumEndpoint(
            String uri, PostgresConnectorEmbeddedDebeziumConfiguration endpointConfiguration) {
        return new BatchEndpoint<>(uri, this, endpointConfiguration, new PostgresCapture());
    }

    @Override
    public PostgresConnectorEmbeddedDebeziumConfiguration getConfiguration() {
        return configuration;
    }

    @Override
    public void setConfiguration(PostgresConnectorEmbeddedDebeziumConfiguration configuration) {
        this.configuration = configuration;
    }
}
