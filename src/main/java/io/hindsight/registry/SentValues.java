package io.hindsight.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.hindsight.history.UnreadableException;
import io.hindsight.history.ValueForm;
import io.hindsight.settings.RegistrySettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads values that were sent as JSON, and as Avro in Confluent's form: a byte that is zero, with which no JSON begins,
 * the schema's number in four bytes, the value.
 */
public final class SentValues implements ValueForm {

    /** What a value in Avro begins with. */
    public static final byte MAGIC = 0;

    /** The bytes before the value itself. */
    public static final int PREFIX = 1 + Integer.BYTES;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final RegistrySettings settings;
    private final SchemaRegistry registry;
    private final Map<Integer, AvroJson> known = new ConcurrentHashMap<>();

    public SentValues(RegistrySettings settings) {
        this.settings = settings;
        this.registry = new SchemaRegistry(settings);
    }

    /** Says whether a value was sent as Avro. */
    public static boolean isAvro(byte[] value) {
        return value != null && value.length > 0 && value[0] == MAGIC;
    }

    /**
     * Gives it as JSON.
     *
     * @throws UnreadableException when its schema isn't known, or it isn't of that schema
     * @throws RegistryException when the registry is to be asked for its schema, and can't be used now
     */
    @Override
    public byte[] json(byte[] value) {
        return isAvro(value) ? read(value) : value;
    }

    private byte[] read(byte[] value) {
        if (value.length < PREFIX) {
            throw new UnreadableException("neither JSON nor Avro");
        }
        var id = ByteBuffer.wrap(value).getInt(1);
        var schema = known.get(id);
        if (schema == null) {
            schema = find(id);
            known.put(id, schema);
        }
        var json = new ByteArrayOutputStream(2 * value.length);
        var avro = DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null);
        try (var generator = FACTORY.createGenerator(json)) {
            schema.write(avro, generator);
            if (!avro.isEnd()) {
                throw new IOException("there is more");
            }
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | NumberFormatException other) {
            throw new UnreadableException("Avro that isn't of its schema, number " + id + " of the " + registry);
        }
        return json.toByteArray();
    }

    private AvroJson find(int id) {
        if (!settings.isThere()) {
            throw new UnreadableException(
                    "Avro, whose schemas are in a registry: set hindsight.kafka.registry.url, then send it again");
        }
        return registry.find(id)
                .map(AvroJson::new)
                .orElseThrow(() -> new UnreadableException(
                        "the " + registry + " has no schema of Avro with the number " + id + ", which it was sent by"));
    }
}
