package io.hindsight.source.postgresql.connector;

import io.debezium.connector.postgresql.PostgresStreamingChangeEventSource.PgConnectionSupplier;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.connector.postgresql.connection.ReplicationMessage;
import java.util.Set;

/**
 * A column of a row in the stream, whose value is what the server sent: its text. Debezium keeps that to itself, but for
 * what the column says of itself, {@code name(type)=text}.
 */
record TextColumn(ReplicationMessage.Column own) implements ReplicationMessage.Column {

    /** bool, int8, int2, int4, text, float4, float8, bpchar, varchar: of them Debezium makes what loses nothing. */
    private static final Set<Integer> EXACT = Set.of(16, 20, 21, 23, 25, 700, 701, 1042, 1043);

    private static final String TEXT = ")=";

    /** Of one that isn't sent there is no text. */
    static ReplicationMessage.Column of(ReplicationMessage.Column own) {
        return own.isToastedColumn() || EXACT.contains(own.getType().getOid()) ? own : new TextColumn(own);
    }

    /** NULL has no word. */
    @Override
    public Object getValue(PgConnectionSupplier connection, boolean includeUnknownDatatypes) {
        var said = own.toString();
        return said.startsWith(own.getName() + "(")
                ? said.substring(said.indexOf(TEXT, own.getName().length()) + TEXT.length())
                : null;
    }

    @Override
    public String getName() {
        return own.getName();
    }

    @Override
    public PostgresType getType() {
        return own.getType();
    }

    @Override
    public ReplicationMessage.ColumnTypeMetadata getTypeMetadata() {
        return own.getTypeMetadata();
    }

    @Override
    public boolean isOptional() {
        return own.isOptional();
    }
}
