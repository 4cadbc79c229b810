package io.hindsight.capture.reread;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/** Tells an engine where to begin, or nothing; how far it has come then, {@link Rereadings} remember. */
public final class RereadOffset extends MemoryOffsetBackingStore {

    /** The property with the key of the offset, and the one with the offset itself, as Connect writes both in JSON. */
    public static final String KEY = "hindsight.reread.key";

    public static final String OFFSET = "hindsight.reread.offset";

    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        if (config.originals().containsKey(OFFSET)) {
            data.put(
                    bytes(config.originals().get(KEY)), bytes(config.originals().get(OFFSET)));
        }
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connector) {
        return Set.of();
    }

    private static ByteBuffer bytes(Object text) {
        return ByteBuffer.wrap(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
    }
}
