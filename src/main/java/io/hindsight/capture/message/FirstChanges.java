package io.hindsight.capture.message;

import io.hindsight.history.Message;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Marks the first change of each row in what is read of the past: the row before it was so from the beginning. It
 * remembers so many rows; a later change of one that it has forgotten is marked too, which says nothing new.
 */
public final class FirstChanges {

    /** Marks none. */
    public static final FirstChanges UNMARKED = new FirstChanges(0);

    private static final byte[] MARK = {'1'};

    private final Map<ByteBuffer, Boolean> seen;

    /** @param most rows that it remembers */
    public FirstChanges(int most) {
        this.seen = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** The headers of a row's change, with the mark where it is the first. */
    Map<String, Object> marked(String topic, byte[] key, Map<String, Object> headers) {
        if (this == UNMARKED || key == null || seen.put(name(topic, key), true) != null) {
            return headers;
        }
        var marked = new HashMap<>(headers);
        marked.put(Message.FIRST, MARK);
        return marked;
    }

    private static ByteBuffer name(String topic, byte[] key) {
        var name = ByteBuffer.allocate(Integer.BYTES + key.length);
        return name.putInt(topic.hashCode()).put(key).flip();
    }
}
