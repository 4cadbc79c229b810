package io.hindsight.source.mysql.engine;

import io.hindsight.capture.engine.BatchComponent;
import io.hindsight.capture.engine.SourceCapture;
import org.apache.camel.component.debezium.mysql.configuration.MySqlConnectorEmbeddedDebeziumConfiguration;

/** {@code debezium-mysql-batch:name}: camel-debezium-mysql, by {@link BatchComponent}. */
public final class DebeziumMySqlBatchComponent extends BatchComponent<MySqlConnectorEmbeddedDebeziumConfiguration> {

    public DebeziumMySqlBatchComponent() {
        super(new MySqlConnectorEmbeddedDebeziumConfiguration());
    }

    @Override
    protected void configure(
            MySqlConnectorEmbeddedDebeziumConfiguration configuration, String password, String tables, String keys) {
        if (configuration.getDatabasePassword() == null) {
            configuration.setDatabasePassword(password);
        }
        configuration.setTableIncludeList(tables);
        configuration.setMessageKeyColumns(keys);
    }

    @Override
    protected SourceCapture source() {
        return new MySqlCapture();
    }
}
