package io.hindsight.source.postgresql.connector;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.time.Duration;

/** Debezium's task, which reads the stream by {@link TextMessages}. */
public final class PostgresTextTask extends PostgresConnectorTask {

    @Override
    public ReplicationConnection createReplicationConnection(
            PostgresConnectorConfig config, int maxRetries, Duration retryDelay) {
        return TextMessages.of(super.createReplicationConnection(config, maxRetries, retryDelay));
    }
}
