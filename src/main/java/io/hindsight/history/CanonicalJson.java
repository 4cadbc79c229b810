package io.hindsight.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * JSON documents spelled in one way: MySQL spaces the same document differently in a snapshot and in the binlog, and
 * equal documents must be equal values.
 */
final class CanonicalJson {

    private CanonicalJson() {}

    /**
     * Reads a document, any JSON value, numbers to the last digit.
     *
     * @throws IllegalArgumentException when it isn't JSON
     */
    static JsonNode of(String text) {
        // wrapped, so that one reader serves objects and bare values
        try {
            return Envelope.parse(("{\"v\":" + text + "}").getBytes(StandardCharsets.UTF_8))
                    .path("v");
        } catch (UnreadableException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }
}
