package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * Reads a statement as the server did: in the character set of the session that it came from, which the client takes for
 * the JVM's, and with what stands in executable comments.
 */
public final class StatementReader implements EventDataDeserializer<QueryEventData> {

    private final IntFunction<Charset> charsets;
    private final boolean isMariaDb;

    /** @param charsets what a session's texts are written in, by the number of its collation */
    public StatementReader(IntFunction<Charset> charsets, boolean isMariaDb) {
        this.charsets = charsets;
        this.isMariaDb = isMariaDb;
    }

    @Override
    public QueryEventData deserialize(ByteArrayInputStream input) throws IOException {
        var event = new QueryEventData();
        event.setThreadId(input.readLong(4));
        event.setExecutionTime(input.readLong(4));
        var database = input.readInteger(1);
        event.setErrorCode(input.readInteger(2));
        var session = SessionVariables.of(input.read(input.readInteger(2)));
        event.setDatabase(new String(input.read(database), StandardCharsets.UTF_8));
        input.skip(1);
        var text = text(input.read(input.available()), session.collation());
        event.setSql(ExecutedText.of(text, isMariaDb, session.hasBackslashEscapes()));
        return event;
    }

    private String text(byte[] bytes, int collation) {
        for (var each : bytes) {
            if (each < 0) {
                return new String(bytes, charsets.apply(collation));
            }
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
