package io.hindsight.source.postgresql.engine;

import io.hindsight.capture.engine.BatchComponent;
import io.hindsight.capture.engine.SourceCapture;
import org.apache.camel.component.debezium.postgres.configuration.PostgresConnectorEmbeddedDebeziumConfiguration;

/** {@code debezium-postgres-batch:name}: camel-debezium-postgres, by {@link BatchComponent}. */
public final class DebeziumPostgresBatchComponent
        extends BatchComponent<PostgresConnectorEmbeddedDebeziumConfiguration> {

    public DebeziumPostgresBatchComponent() {
        super(new PostgresConnectorEmbeddedDebeziumConfiguration());
    }

    @Override
    protected void configure(
            PostgresConnectorEmbeddedDebeziumConfiguration configuration, String password, String tables, String keys) {
        configuration.setDatabasePassword(password);
        configuration.setTableIncludeList(tables);
        configuration.setMessageKeyColumns(keys);
    }

    @Override
    protected SourceCapture source() {
        return new PostgresCapture();
    }
}
