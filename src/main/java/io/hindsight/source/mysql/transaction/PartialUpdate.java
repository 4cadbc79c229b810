package io.hindsight.source.mysql.transaction;

import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;

/** Says of an update with parts of JSON documents which table it is of, by the number of its TABLE_MAP. */
public record PartialUpdate(long tableNumber) implements EventData {

    private static final int BYTES = 6;

    /** Reads no more of it. */
    public static final class Deserializer implements EventDataDeserializer<PartialUpdate> {

        @Override
        public PartialUpdate deserialize(ByteArrayInputStream event) throws IOException {
            return new PartialUpdate(event.readLong(BYTES));
        }
    }
}
