package io.hindsight.source.postgresql.offset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hindsight.capture.CaptureException;
import io.hindsight.capture.offset.KafkaOffsets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;

/** Gives capture's place as a {@link CommitBoundary}: an engine begins there, and tells the slot no place beyond it. */
public final class CommitBoundaryOffsets implements OffsetBackingStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaOffsets offsets = new KafkaOffsets();

    @Override
    public void configure(WorkerConfig config) {
        offsets.configure(config);
    }

    @Override
    public void start() {
        offsets.start();
    }

    @Override
    public void stop() {
        offsets.stop();
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        return new Rewound(offsets.get(keys));
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        return offsets.set(values, callback);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connector) {
        return offsets.connectorPartitions(connector);
    }

    private static Map<ByteBuffer, ByteBuffer> rewound(Map<ByteBuffer, ByteBuffer> stored) {
        var rewound = new HashMap<>(stored);
        rewound.replaceAll((key, offset) -> offset == null ? null : rewound(offset));
        return rewound;
    }

    private static ByteBuffer rewound(ByteBuffer stored) {
        var bytes = new byte[stored.remaining()];
        stored.duplicate().get(bytes);
        try {
            var offset = JSON.readTree(bytes);
            if (offset instanceof ObjectNode place) {
                CommitBoundary.rewind(place);
            }
            return ByteBuffer.wrap(JSON.writeValueAsBytes(offset));
        } catch (IOException unreadable) {
            throw new CaptureException("the stored offset can't be read", unreadable);
        }
    }

    private record Rewound(Future<Map<ByteBuffer, ByteBuffer>> stored) implements Future<Map<ByteBuffer, ByteBuffer>> {

        @Override
        public Map<ByteBuffer, ByteBuffer> get() throws InterruptedException, ExecutionException {
            return rewound(stored.get());
        }

        @Override
        public Map<ByteBuffer, ByteBuffer> get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            return rewound(stored.get(timeout, unit));
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return stored.cancel(mayInterrupt);
        }

        @Override
        public boolean isCancelled() {
            return stored.isCancelled();
        }

        @Override
        public boolean isDone() {
            return stored.isDone();
        }
    }
}
