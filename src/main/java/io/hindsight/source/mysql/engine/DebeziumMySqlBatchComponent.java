package io.hindsight.source.mysql.engine;

import io.hindsight.capture.engine.BatchEndpoint;
import io.hindsight.context.ContextSettings;
import java.time.ZoneOffset;
import java.util.TimeZone;
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
        // a snapshot reads DATETIME by way of the JVM's time zone, and would shift the hour that a summer time skips
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        if (configuration.getDatabasePassword() == null) {
            // straight from the settings: in a URI it would be seen, and its signs would need escaping
            configuration.setDatabasePassword(
                    ContextSettings.of(getCamelContext()).source().password());
        }
        // Camel looks for secrets in an endpoint's address: each look at a thousand tables' names took five seconds
        configuration.setTableIncludeList(setting("{{hindsight:source.tables}}"));
        configuration.setMessageKeyColumns(setting("{{?hindsight:source.keys}}"));
    }

    private String setting(String placeholder) {
        return getCamelContext().resolvePropertyPlaceholders(placeholder);
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
