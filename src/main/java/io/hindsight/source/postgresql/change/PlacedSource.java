package io.hindsight.source.postgresql.change;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.connector.postgresql.PostgresSourceInfoStructMaker;
import io.hindsight.history.Envelope;
import io.hindsight.source.postgresql.WalOffset;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Leaves room in a change's source block for its place, and for what it doesn't say: {@link ChangePlaces}, {@link UnsaidValues}. */
public final class PlacedSource extends PostgresSourceInfoStructMaker {

    private Schema schema;

    @Override
    public void init(String connector, String version, CommonConnectorConfig config) {
        super.init(connector, version, config);
        var plain = super.schema();
        var builder = SchemaBuilder.struct().name(plain.name()).version(plain.version());
        plain.fields().forEach(field -> builder.field(field.name(), field.schema()));
        schema = builder.field(WalOffset.TIMELINE, Schema.OPTIONAL_INT32_SCHEMA)
                .field(WalOffset.COMMIT, Schema.OPTIONAL_INT64_SCHEMA)
                .field(WalOffset.ROW, Schema.OPTIONAL_INT64_SCHEMA)
                .field(
                        Envelope.UNCHANGED,
                        SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
                .build();
    }

    /** Also of the block that Debezium makes. */
    @Override
    public Schema schema() {
        return schema;
    }
}
