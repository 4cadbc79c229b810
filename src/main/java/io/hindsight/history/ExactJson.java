package io.hindsight.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.math.BigDecimal;

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
            .nodeFactory(new JsonNodeFactory(true) {
                private static final long serialVersionUID = 1L;

                @Override
                public ValueNode numberNode(BigDecimal number) {
                    return super.numberNode(bounded(number));
                }
            })
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private ExactJson() {}

    /**
     * Gives the number back if it can be written out: a few signs, {@code 1e999999999}, may stand for a billion digits.
     *
     * @throws UnreadableException when it can't
     */
    static BigDecimal bounded(BigDecimal number) {
        if (Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new UnreadableException("a number of more than " + LONGEST_NUMBER + " digits");
        }
        return number;
    }

    /**
     * Reads one JSON value.
     *
     * @throws UnreadableException when it isn't one; the parser's own message would quote the row
     */
    public static JsonNode read(byte[] json) {
        try {
            return READER.readValue(json);
        } catch (IOException | NumberFormatException notJson) {
            throw new UnreadableException("not JSON");
        }
    }
}
