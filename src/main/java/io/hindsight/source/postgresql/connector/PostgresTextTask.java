package io.hindsight.source.postgresql.connector;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.sql.SQLException;

/** Debezium's task, which reads the stream by {@link TextMessages}, {@link KnownSlot} and {@link RelationDecoder}. */
public final class PostgresTextTask extends PostgresConnectorTask {

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection catalogue, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        var connection = super.buildReplicationConnection(catalogue, schema, config);
        return TextMessages.of(
                KnownSlot.of(RelationDecoder.of(connection, config, schema, catalogue), catalogue, config));
    }
}
