package io.hindsight.source.postgresql.connector;

import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.ReplicationStream.ReplicationMessageProcessor;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputReplicationMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The stream of a slot, whose rows have each value as {@link TextColumn} gives it. The objects that Debezium makes have no
 * room for some values: a time's own zone, an interval of many hours, all digits of a circle.
 */
final class TextMessages {

    private TextMessages() {}

    static ReplicationConnection of(ReplicationConnection own) {
        return delegate(
                ReplicationConnection.class,
                own,
                part -> part,
                made -> made instanceof ReplicationStream stream ? of(stream) : made);
    }

    private static ReplicationStream of(ReplicationStream own) {
        return delegate(
                ReplicationStream.class,
                own,
                part -> part instanceof ReplicationMessageProcessor processor ? of(processor) : part,
                made -> made);
    }

    private static ReplicationMessageProcessor of(ReplicationMessageProcessor own) {
        return message -> own.process(of(message));
    }

    /** A truncate is of a class of its own. */
    private static ReplicationMessage of(ReplicationMessage message) {
        if (message.getClass() != PgOutputReplicationMessage.class) {
            return message;
        }
        var transaction = message.getTransactionId();
        return new PgOutputReplicationMessage(
                message.getOperation(),
                ((PgOutputReplicationMessage) message).getTable(),
                message.getCommitTime(),
                transaction.isPresent() ? transaction.getAsLong() : null,
                texts(message.getOldTupleList()),
                texts(message.getNewTupleList()));
    }

    private static List<ReplicationMessage.Column> texts(List<ReplicationMessage.Column> columns) {
        return columns == null ? null : columns.stream().map(TextColumn::of).toList();
    }

    private static <T> T delegate(Class<T> type, T own, UnaryOperator<Object> given, UnaryOperator<Object> made) {
        return type.cast(Proxy.newProxyInstance(
                TextMessages.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, parts) -> {
                    for (var index = 0; parts != null && index < parts.length; index++) {
                        parts[index] = given.apply(parts[index]);
                    }
                    try {
                        return made.apply(method.invoke(own, parts));
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
