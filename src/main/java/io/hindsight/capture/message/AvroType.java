package io.hindsight.capture.message;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Encoder;

/** A type of Connect's in Avro: what it is called there, and how a value that isn't null is written. */
record AvroType(Schema schema, ValueWriter writer) {

    /** Writes a value of one type. */
    @FunctionalInterface
    interface ValueWriter {
        void write(Encoder avro, Object value) throws IOException;
    }

    /** The same, or null: a column that allows none has it too, for a date that is none. */
    AvroType orNull() {
        return new AvroType(
                SchemaBuilder.unionOf().nullType().and().type(schema).endUnion(), (avro, value) -> {
                    avro.writeIndex(value == null ? 0 : 1);
                    if (value == null) {
                        avro.writeNull();
                    } else {
                        writer.write(avro, value);
                    }
                });
    }
}
