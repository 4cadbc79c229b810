package io.hindsight.history;

import java.time.Instant;
import java.util.List;

/**
 * One change of one key, ready to be staged.
 *
 * @param op c, u, d or r
 * @param start when it takes effect, unless an earlier change of its key says later
 * @param values by the table's columns: Long, BigInteger, BigDecimal, Double, Boolean, String, byte[], LocalDate,
 *     LocalDateTime, Instant, Duration, JsonNode (for JSON) or null
 * @param message that brought it
 * @param committed when the source committed it
 * @param unchanged which of the values, by their places, are those of the key's version before; they are null here
 * @param isRedacted whether its values but those of the key were taken away, and aren't to be known
 */
public record Row(
        char op,
        Instant start,
        String seq,
        List<Object> values,
        Message message,
        Instant committed,
        List<Integer> unchanged,
        boolean isRedacted) {

    /** One of which all is known. */
    public Row(
            char op,
            Instant start,
            String seq,
            List<Object> values,
            Message message,
            Instant committed,
            List<Integer> unchanged) {
        this(op, start, seq, values, message, committed, unchanged, false);
    }

    /** A change that takes effect when it is committed. */
    public Row(char op, Instant start, String seq, List<Object> values, Message message) {
        this(op, start, seq, values, message, start, List.of());
    }
}
