package io.hindsight.warehouse.iceberg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hindsight.history.Truncate;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table says of itself besides its rows, as properties that change in the commit that changes the rows: up to where
 * Kafka has been read, and when the source's table was emptied.
 */
final class LakeNotes {

    /** JSON: by topic and partition, the offset to read next. In the snapshots' summaries too. */
    static final String OFFSETS = "hindsight.offsets";
    /** JSON: by change_seq, when. */
    static final String TRUNCATES = "hindsight.truncates";

    private static final JsonMapper JSON = new JsonMapper();

    private LakeNotes() {}

    static Map<String, Map<Integer, Long>> offsets(Map<String, String> properties) {
        return read(properties.get(OFFSETS), new TypeReference<>() {});
    }

    static TreeMap<String, Truncate> truncates(Map<String, String> properties) {
        var truncates = new TreeMap<String, Truncate>();
        read(properties.get(TRUNCATES), new TypeReference<Map<String, String>>() {})
                .forEach((seq, at) -> truncates.put(seq, new Truncate(Instant.parse(at), seq)));
        return truncates;
    }

    static String text(TreeMap<String, Truncate> truncates) {
        var texts = new TreeMap<String, String>();
        truncates.forEach((seq, truncate) -> texts.put(seq, truncate.at().toString()));
        return write(texts);
    }

    static String write(Object what) {
        try {
            return JSON.writeValueAsString(what);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <K, V> Map<K, V> read(String text, TypeReference<Map<K, V>> type) {
        try {
            return text == null ? Map.of() : JSON.readValue(text, type);
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException("a property of the table isn't what the program writes there", spoilt);
        }
    }
}
