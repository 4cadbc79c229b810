package io.hindsight.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.testing.Pipeline;
import io.hindsight.testing.TestServers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** A consumer that knows Avro and the registry reads a topic. */
class AvroConsumerIT extends AvroShop {

    /** Avro's own library, the schema from the registry, and nothing of this program. */
    @Test
    void anotherConsumerReadsIt() throws IOException {
        try (var pipeline = Pipeline.start(settings)) {
            awaitRows(name, "SELECT count(*) FROM orders_current", "2");
        }
        var schemas = new TreeMap<Integer, Schema>();
        for (var message : messages(name, "orders", 2)) {
            var value = ByteBuffer.wrap(message.value());
            assertThat(value.get()).isZero();
            var id = value.getInt();
            schemas.put(id, new Schema.Parser().parse(TestServers.registry().schema(id)));
            var change = new GenericDatumReader<GenericRecord>(schemas.get(id))
                    .read(null, DecoderFactory.get().binaryDecoder(message.value(), 5, value.remaining(), null));
            var row = (GenericRecord) change.get("after");
            assertThat(change.get("op")).hasToString("r");
            assertThat(row.get("gr_u00f6_u00dfe_u0020in_u0020cm")).isEqualTo(42);
            assertThat(row.get("_2nd")).hasToString("größer");
            assertThat(row.get("e")).hasToString("ä");
        }
        assertThat(schemas.values()).singleElement().satisfies(schema -> {
            assertThat(schema.getFullName()).isEqualTo(name + "." + name + ".orders.Envelope");
            var price = schema.getField("after").schema().getTypes().get(1).getField("price");
            assertThat(price.schema().getTypes().get(1).getLogicalType().getName())
                    .isEqualTo("decimal");
        });
    }
}
