package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads a statement as UTF-8, which the client takes for the JVM's character set: that of a service may have no umlauts. */
public final class StatementReader implements EventDataDeserializer<QueryEventData> {

    @Override
    public QueryEventData deserialize(ByteArrayInputStream input) throws IOException {
        var event = new QueryEventData();
        event.setThreadId(input.readLong(4));
        event.setExecutionTime(input.readLong(4));
        var database = input.readInteger(1);
        event.setErrorCode(input.readInteger(2));
        input.skip(input.readInteger(2));
        event.setDatabase(text(input, database));
        input.skip(1);
        event.setSql(text(input, input.available()));
        return event;
    }

    private static String text(ByteArrayInputStream input, int bytes) throws IOException {
        return new String(input.read(bytes), StandardCharsets.UTF_8);
    }
}
