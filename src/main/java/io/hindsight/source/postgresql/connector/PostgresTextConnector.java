package io.hindsight.source.postgresql.connector;

import io.debezium.connector.postgresql.PostgresConnector;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector, whose changes have each value as the server's own text: see {@link TextMessages}. */
public final class PostgresTextConnector extends PostgresConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return PostgresTextTask.class;
    }
}
