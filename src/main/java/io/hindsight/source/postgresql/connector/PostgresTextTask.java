package io.hindsight.source.postgresql.connector;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import java.sql.SQLException;

/** Debezium's task, which reads the stream by {@link TextMessages}, {@link KnownSlot} and {@link RelationDecoder}, and counts by {@link QuietMeters}. */
public final class PostgresTextTask extends PostgresConnectorTask {

    @Override
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration config) {
        var coordinator = super.start(config);
        QuietMeters.of(coordinator);
        return coordinator;
    }

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection catalogue, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        var connection = super.buildReplicationConnection(catalogue, schema, config);
        return TextMessages.of(
                KnownSlot.of(RelationDecoder.of(connection, config, schema, catalogue), catalogue, config));
    }
}
