package io.hindsight.capture.message;

import io.debezium.data.Envelope;
import io.hindsight.table.TableName;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Reads what any connector says of a change's source. */
public final class SourceBlock {

    /** Where the fields are in the source blocks of one connector, which have one schema. */
    private record Fields(Schema block, Field db, Field schema, Field table) {

        private static final Fields NONE = new Fields(null, null, null, null);

        static Fields of(Schema block) {
            return new Fields(block, block.field("db"), block.field("schema"), block.field("table"));
        }
    }

    /** Of the block that was read last: to look for each by its name takes a twentieth of what a change costs. */
    private static volatile Fields last = Fields.NONE;

    private SourceBlock() {}

    /** Gives the table of a change, by its envelope. */
    public static TableName table(Struct envelope) {
        var source = envelope.getStruct(Envelope.FieldName.SOURCE);
        var fields = last;
        if (fields.block != source.schema()) {
            fields = Fields.of(source.schema());
            last = fields;
        }
        return new TableName(
                (String) source.get(fields.db),
                fields.schema == null ? "" : (String) source.get(fields.schema),
                (String) source.get(fields.table));
    }
}
