package io.hindsight.capture.message;

import io.hindsight.capture.CaptureException;
import io.hindsight.capture.held.TroubledTableException;
import io.hindsight.registry.AvroNames;
import io.hindsight.registry.RefusedSchemaException;
import io.hindsight.registry.RegistryException;
import io.hindsight.registry.SchemaRegistry;
import io.hindsight.registry.SentValues;
import io.hindsight.settings.Settings;
import io.hindsight.table.TableDeclaration;
import io.hindsight.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;

/**
 * Writes changes in Avro, in Confluent's form. The registry knows the schema before the first change under it is written:
 * its rules for the topic's subject say whether consumers can follow.
 */
final class EnvelopeAvro implements ChangeValues {

    /** A table's schema is a new object after each DDL and each start; this many are kept. */
    private static final int KNOWN_SCHEMAS = 10_000;

    /** How one topic's changes under one schema are written. */
    private record Registered(byte[] prefix, AvroType type) {}

    private final Settings settings;
    private final Masks masks;
    private final SchemaRegistry registry;
    private final Map<Schema, Map<String, Registered>> known = new IdentityHashMap<>();
    private BoundedBytes bytes;
    private BinaryEncoder encoder;

    EnvelopeAvro(Settings settings, Masks masks) {
        this.settings = settings;
        this.masks = masks;
        this.registry = new SchemaRegistry(settings.kafka().registry());
    }

    @Override
    public byte[] of(String topic, TableName table, Schema envelope, Object value) {
        if (known.size() >= KNOWN_SCHEMAS && !known.containsKey(envelope)) {
            known.clear();
        }
        var byTopic = known.computeIfAbsent(envelope, schema -> new HashMap<>());
        var registered = byTopic.get(topic);
        if (registered == null) {
            registered = register(topic, table, envelope);
            byTopic.put(topic, registered);
        }
        return written(registered, value);
    }

    private byte[] written(Registered registered, Object value) {
        try {
            if (encoder == null) {
                bytes = new BoundedBytes(settings.kafka().maxMessageBytes());
                encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            }
            encoder.writeFixed(registered.prefix());
            registered.type().writer().write(encoder, value);
            encoder.flush();
            return bytes.take();
        } catch (IOException | RuntimeException failure) {
            // it stands in the middle of a value
            encoder = null;
            throw failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new UncheckedIOException((IOException) failure);
        }
    }

    private Registered register(String topic, TableName table, Schema envelope) {
        var isShared = settings.tables().stream()
                        .filter(declared -> declared.topic(settings.name()).equals(topic))
                        .map(TableDeclaration::source)
                        .distinct()
                        .count()
                > 1;
        var namespace = legal(isShared ? topic + "." + table : topic);
        var type = new AvroTypes(namespace).envelope(envelope, masks, table);
        var subject = topic + (isShared ? "-" + type.schema().getFullName() : "-value");
        try {
            return new Registered(prefix(registry.register(subject, type.schema())), type);
        } catch (RefusedSchemaException refused) {
            throw new TroubledTableException(
                    "the " + registry + " doesn't take the schema that its changes have now, for subject " + subject
                            + " (" + refused.getMessage() + ")",
                    "see that the topic's consumers can read it, and have the registry allow it: by the compatibility"
                            + " of that subject, or with the subject's earlier versions deleted");
        } catch (RegistryException away) {
            throw new CaptureException(away.getMessage());
        }
    }

    private static String legal(String name) {
        return Arrays.stream(name.split("\\.")).map(AvroNames::of).collect(Collectors.joining("."));
    }

    private static byte[] prefix(int id) {
        return ByteBuffer.allocate(SentValues.PREFIX)
                .put(SentValues.MAGIC)
                .putInt(id)
                .array();
    }
}
