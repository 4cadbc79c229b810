package io.hindsight.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;

/** Reads JSON with numbers to the last digit, never through a double. */
public final class ExactJson {

    /** Debezium writes a double of a JSON column out in full: a point and more than a thousand digits, at most. */
    private static final int LONGEST_NUMBER = 2_000;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .nodeFactory(new JsonNodeFactory(true))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private ExactJson() {}

    /**
     * Reads one JSON value.
     *
     * @throws UnreadableException when it isn't one; the parser's own message would quote the row
     */
    public static JsonNode read(byte[] json) {
        try {
            return READER.readValue(json);
        } catch (IOException notJson) {
            throw new UnreadableException("not JSON");
        }
    }
}
